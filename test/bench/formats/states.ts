import { existsSync } from 'node:fs';

import type { Connection } from '../../../src-main/rpc/connect.ts';
import { walk } from '../../../src-main/files/walk.ts';
import type { Row } from '../report.ts';

/** What the walk saw against what the library says of it: every file is in exactly one of four states. */
export async function stateRows({ client }: Connection, folder: string): Promise<Row[]> {
  const seen = await countEntries(folder);
  const { files, waiting } = await client.library.status();
  const known = await client.library.errors();
  // What a file holds is listed too, and counted with no file.
  const errors = known.errors.filter(({ path }) => existsSync(path));
  const sum = files.indexed + files.partial + files.listed + files.excluded;
  const codes = Map.groupBy(errors, ({ code }) => code);
  const told = (work: string, value: number): Row => ({ work, value, unit: '', isQuality: false });
  const none = (work: string, value: number): Row => ({
    ...told(work, value),
    isQuality: true,
    bound: { most: 0 },
  });
  return [
    told('the walk: files, and what a rule leaves out', seen),
    told('indexed', files.indexed),
    told('indexed in part', files.partial),
    told('listed by name', files.listed),
    told('left out by a rule', files.excluded),
    ...[...codes]
      .toSorted(([, left], [, right]) => right.length - left.length)
      .map(([code, of]) => told(`  reason ${code}`, of.length)),
    none('seen and in no state, or in two', Math.abs(seen - sum)),
    none('still waiting', waiting),
    none('listed or in part without a reason', Math.abs(files.listed + files.partial - errors.length)),
  ];
}

async function countEntries(folder: string): Promise<number> {
  let count = 0;
  for await (const batch of walk(folder)) count += batch.filter(({ type }) => type !== 'problem').length;
  return count;
}
