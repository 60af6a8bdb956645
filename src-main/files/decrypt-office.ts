import { decrypt } from 'officecrypto-tool';

import { InklingError } from '../lib/errors.ts';
import type { DocumentKey } from './document-key.ts';
import { failure } from './reasons.ts';

/** The library takes no longer ones, and Office neither. */
const LONGEST_PASSWORD = 255;
/** What Excel protects against changes alone it locks by this, and every program opens without asking. */
const KNOWN_TO_ALL = 'VelvetSweatshop';

/** The bytes of an Office document that nobody has to give a password for; null where somebody has. */
export async function openUnasked(bytes: Uint8Array): Promise<Uint8Array | null> {
  return decryptBy(KNOWN_TO_ALL, bytes).catch(() => null);
}

/** The bytes of an Office document without its protection: [MS-OFFCRYPTO] agile, standard, RC4 and XOR. */
export function decryptOffice(bytes: Uint8Array, key: DocumentKey): Promise<Uint8Array> {
  return key.open(async (password) => {
    if (password === '' || password.length > LONGEST_PASSWORD) throw failure('PASSWORD_WRONG');
    try {
      return await decryptBy(password, bytes);
    } catch (thrown) {
      throw thrown instanceof InklingError ? thrown : refusal(thrown);
    }
  });
}

function decryptBy(password: string, bytes: Uint8Array): Promise<Uint8Array> {
  return decrypt(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), { password });
}

function refusal(thrown: unknown): InklingError {
  return failure(/password/i.test(String(thrown)) ? 'PASSWORD_WRONG' : 'PASSWORD_NOT_TAKEN');
}
