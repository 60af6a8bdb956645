import { createCipheriv, createHash, pbkdf2Sync, randomBytes } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';

import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter, configure } from '@zip.js/zip.js';
import { encrypt } from 'officecrypto-tool';

import { makeZip } from './make-zip.ts';

configure({ useWebWorkers: false });

/** A ZIP whose files a password locks: by AES, or as programs did before. */
export async function makeLockedZip(
  files: Readonly<Record<string, string>>,
  password: string,
  { isOld = false } = {},
): Promise<Uint8Array> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), { password, zipCrypto: isOld });
  for (const [name, text] of Object.entries(files))
    await writer.add(name, new Uint8ArrayReader(new TextEncoder().encode(text)));
  return writer.close();
}

/** An Office document under a password: as it is protected today, or by Office 2007. */
export function makeLockedOffice(document: Uint8Array, password: string, { isOld = false } = {}): Uint8Array {
  return encrypt(Buffer.from(document), { password, ...(isOld ? { type: 'standard' as const } : {}) });
}

/** The content of an OpenDocument text under a password, as LibreOffice locks it. */
export function makeLockedOpenDocument(content: string, password: string): Uint8Array {
  const [vector, salt] = [randomBytes(16), randomBytes(16)];
  const start = createHash('sha256').update(password).digest();
  const cipher = createCipheriv('aes-256-cbc', pbkdf2Sync(start, salt, 1024, 32, 'sha1'), vector);
  const locked = Buffer.concat([cipher.update(deflateRawSync(content)), cipher.final()]);
  const manifest =
    `<manifest:manifest><manifest:file-entry manifest:full-path="content.xml" manifest:size="${Buffer.byteLength(content)}">` +
    `<manifest:encryption-data><manifest:algorithm manifest:algorithm-name="http://www.w3.org/2001/04/xmlenc#aes256-cbc" manifest:initialisation-vector="${vector.toString('base64')}"/>` +
    `<manifest:key-derivation manifest:key-derivation-name="PBKDF2" manifest:key-size="32" manifest:iteration-count="1024" manifest:salt="${salt.toString('base64')}"/>` +
    `<manifest:start-key-generation manifest:start-key-generation-name="http://www.w3.org/2000/09/xmldsig#sha256" manifest:key-size="32"/>` +
    `</manifest:encryption-data></manifest:file-entry></manifest:manifest>`;
  return makeZip({
    mimetype: 'application/vnd.oasis.opendocument.text',
    'content.xml': locked,
    'META-INF/manifest.xml': manifest,
  });
}

/** PDF 32000-1, 7.6.3.3. */
const PADDING = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex');
const PERMISSIONS = -4;
const FILE_ID = Buffer.from('inkling-made-it!');

/** A PDF of one page under a password, by the oldest handler: RC4 with 40 bits. */
export function makeLockedPdf(text: string, password: string): Uint8Array {
  const padded = Buffer.concat([Buffer.from(password, 'latin1'), PADDING]).subarray(0, 32);
  const owner = rc4(md5(padded).subarray(0, 5), padded);
  const permissions = Buffer.alloc(4);
  permissions.writeInt32LE(PERMISSIONS);
  const key = md5(Buffer.concat([padded, owner, permissions, FILE_ID])).subarray(0, 5);
  const stream = rc4(objectKey(key, 4), Buffer.from(`BT /F1 11 Tf 50 780 Td (${text}) Tj ET`, 'latin1'));
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Count 1/Kids[3 0 R]>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    `<</Length ${stream.length}>>stream\n${stream.toString('latin1')}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
    `<</Filter/Standard/V 1/R 2/P ${PERMISSIONS}/O<${owner.toString('hex')}>/U<${rc4(key, PADDING).toString('hex')}>>>`,
  ];
  let file = '%PDF-1.4\n';
  for (const [order, body] of objects.entries()) file += `${order + 1} 0 obj\n${body}\nendobj\n`;
  const id = FILE_ID.toString('hex');
  file += `trailer<</Size ${objects.length + 1}/Root 1 0 R/Encrypt 6 0 R/ID[<${id}><${id}>]>>\n%%EOF`;
  return Buffer.from(file, 'latin1');
}

function objectKey(key: Buffer, object: number): Buffer {
  return md5(Buffer.concat([key, Buffer.from([object, 0, 0, 0, 0])])).subarray(0, 10);
}

function md5(bytes: Uint8Array): Buffer {
  return createHash('md5').update(bytes).digest();
}

/** Node's own is switched off in OpenSSL 3. */
function rc4(key: Uint8Array, bytes: Uint8Array): Buffer {
  const state = Array.from({ length: 256 }, (_, value) => value);
  const swap = (left: number, right: number): void => {
    [state[left], state[right]] = [state[right] ?? 0, state[left] ?? 0];
  };
  for (let at = 0, other = 0; at < 256; at++) {
    other = (other + (state[at] ?? 0) + (key[at % key.length] ?? 0)) % 256;
    swap(at, other);
  }
  let left = 0;
  let right = 0;
  return Buffer.from(bytes).map((byte) => {
    left = (left + 1) % 256;
    right = (right + (state[left] ?? 0)) % 256;
    swap(left, right);
    return byte ^ (state[((state[left] ?? 0) + (state[right] ?? 0)) % 256] ?? 0);
  }) as Buffer;
}
