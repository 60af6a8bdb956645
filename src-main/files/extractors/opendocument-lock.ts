import { createDecipheriv, createHash, pbkdf2Sync } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';

import type { DocumentKey } from '../document-key.ts';
import { failure } from '../reasons.ts';
import { attributeOf, readXmlPart } from './xml-events.ts';

/** How one part is locked; ODF 1.2 part 3, 4.16. */
interface Lock {
  readonly path: string;
  /** Bytes it has once it is opened and unpacked. */
  readonly size: number;
  cipher: string;
  vector: Buffer;
  salt: Buffer;
  rounds: number;
  startHash: string;
}

const CIPHER = 'aes256-cbc';
const KEY_BYTES = 32;
const LARGEST_PART = 200 * 1_048_576;
/** LibreOffice takes a hundred thousand. */
const MOST_ROUNDS = 10_000_000;

/** Parts of an OpenDocument as they are without its password; those that are not locked stay as they are. */
export function openLockedParts(
  parts: ReadonlyMap<string, Uint8Array>,
  manifest: Uint8Array,
  key: DocumentKey,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const locks = readLocks(manifest);
  return key.open((password) => {
    const opened = new Map(parts);
    for (const lock of locks) {
      const part = parts.get(lock.path);
      if (part !== undefined) opened.set(lock.path, openPart(part, lock, password));
    }
    return opened;
  });
}

function readLocks(manifest: Uint8Array): Lock[] {
  const locks: Lock[] = [];
  let entry = { path: '', size: 0 };
  readXmlPart(manifest, {
    open(name, attributes) {
      const lock = locks.at(-1);
      const bytes = (of: string): Buffer => Buffer.from(attributeOf(attributes, of), 'base64');
      if (name === 'file-entry')
        entry = { path: attributeOf(attributes, 'full-path'), size: Number(attributeOf(attributes, 'size')) };
      else if (name === 'encryption-data') locks.push({ ...entry, ...UNKNOWN });
      else if (lock === undefined) return;
      else if (name === 'algorithm') {
        lock.cipher = lastWord(attributeOf(attributes, 'algorithm-name'));
        lock.vector = bytes('initialisation-vector');
      } else if (name === 'key-derivation') {
        lock.salt = bytes('salt');
        lock.rounds = Number(attributeOf(attributes, 'iteration-count'));
      } else if (name === 'start-key-generation')
        lock.startHash = lastWord(attributeOf(attributes, 'start-key-generation-name')).toLowerCase();
    },
  });
  return locks;
}

const UNKNOWN = { cipher: '', vector: Buffer.alloc(0), salt: Buffer.alloc(0), rounds: 0, startHash: 'sha1' };

/** `http://www.w3.org/2001/04/xmlenc#aes256-cbc` */
function lastWord(name: string): string {
  return name.slice(name.lastIndexOf('#') + 1);
}

function openPart(part: Uint8Array, lock: Lock, password: string): Uint8Array {
  const isKnown = lock.cipher === CIPHER && (lock.startHash === 'sha256' || lock.startHash === 'sha1');
  if (!isKnown || !(lock.rounds > 0 && lock.rounds <= MOST_ROUNDS)) throw failure('PASSWORD_NOT_TAKEN');
  const start = createHash(lock.startHash).update(password, 'utf8').digest();
  const key = pbkdf2Sync(start, lock.salt, lock.rounds, KEY_BYTES, 'sha1');
  try {
    const decipher = createDecipheriv('aes-256-cbc', key, lock.vector).setAutoPadding(false);
    // What fills the last block stands behind the end of the packed part.
    const packed = Buffer.concat([decipher.update(part), decipher.final()]);
    const plain = inflateRawSync(packed, { maxOutputLength: LARGEST_PART });
    if (plain.length === lock.size) return plain;
  } catch {
    // Another password makes of it what cannot be unpacked.
  }
  throw failure('PASSWORD_WRONG');
}
