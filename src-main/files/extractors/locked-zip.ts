import { configure, Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';

import { failure } from '../reasons.ts';

// A process that reads may start no thread.
configure({ useWebWorkers: false });

/** One entry of a ZIP, by its place. */
export type ZipOpener = (index: number, password: string) => Promise<Uint8Array>;

/** Opens entries locked by ZipCrypto or AES. */
export async function openZip(bytes: Uint8Array): Promise<ZipOpener> {
  const entries = await new ZipReader(new Uint8ArrayReader(bytes)).getEntries();
  return async (index, password) => {
    const entry = entries[index];
    if (entry === undefined || entry.directory) throw failure('FILE_BROKEN');
    try {
      return await entry.getData(new Uint8ArrayWriter(), { password, checkSignature: true });
    } catch (thrown) {
      throw failure(reasonOf(String(thrown)));
    }
  };
}

/** One wrong password of 256 passes the check of ZipCrypto and unpacks to anything. */
function reasonOf(message: string): 'PASSWORD_WRONG' | 'PASSWORD_NOT_TAKEN' {
  return /not supported/i.test(message) ? 'PASSWORD_NOT_TAKEN' : 'PASSWORD_WRONG';
}
