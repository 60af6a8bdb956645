import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { connectEngine, type Connection } from '../../src-main/rpc/connect.ts';

/** Works in a folder that is gone afterwards. */
export async function inScratch<Result>(work: (scratch: string) => Promise<Result>): Promise<Result> {
  const scratch = await realpath(await mkdtemp(join(tmpdir(), 'inkling-bench-')));
  try {
    return await work(scratch);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Works with an engine that ends afterwards. */
export async function withEngine<Result>(
  library: string,
  work: (connection: Connection) => Promise<Result>,
): Promise<Result> {
  const connection = await connectEngine({ library, host: 'bench' });
  try {
    const result = await work(connection);
    await connection.client.engine.stop();
    return result;
  } finally {
    await connection.close();
  }
}
