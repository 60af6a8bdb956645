import type { Connection } from '../rpc/connect.ts';

/** Waits for the end of an engine that said it ends, so that the next command meets the next one. */
export async function engineEnded({ ended, pid }: Pick<Connection, 'ended' | 'pid'>): Promise<void> {
  const { processEnded } = await import('../rpc/process-ended.ts');
  await ended;
  await processEnded(pid);
}
