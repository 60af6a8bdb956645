import { join } from 'node:path';

import { connectEngine } from '../../src-main/rpc/connect.ts';
import type { Connection } from '../../src-main/rpc/connect.ts';
import { processEnded } from '../../src-main/rpc/process-ended.ts';
import { temporaryFolder } from './temporary-folder.ts';

export const FAKE_ENGINE = new URL('./fake-engine-process.ts', import.meta.url);

/** A library whose engine is a fake one in a process of its own, for commands to meet. */
export async function fakeLibrary(): Promise<
  AsyncDisposable & { readonly path: string; readonly connection: Connection }
> {
  const folder = await temporaryFolder();
  const path = join(folder.path, 'library');
  const connection = await connectEngine({ library: path, host: 'test', entry: FAKE_ENGINE });
  const dispose = async () => {
    await connection.client.engine.stop().catch(() => {});
    await connection.close();
    await processEnded(connection.pid);
    await folder[Symbol.asyncDispose]();
  };
  return { path, connection, [Symbol.asyncDispose]: dispose };
}
