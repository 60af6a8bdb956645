import { mkdir, utimes } from 'node:fs/promises';

import { EngineBench } from './engine-bench.ts';
import { writeFiles, type Files } from './made-corpus.ts';

/** What every file says of when it was changed: nothing of an order tells when it was written. */
const CHANGED = new Date('2024-05-01T12:00:00Z');

/** An engine with one folder that is open to agents and, where files are given for it, one that is closed. */
export async function openedLibrary(open: Files, closed: Files | null): Promise<EngineBench> {
  const bench = await EngineBench.open({});
  await addFolder(bench, 'open', open);
  if (closed !== null) await addFolder(bench, 'closed', closed);
  await bench.settle();
  await bench.engine.allowAgents(bench.path('open'), true);
  return bench;
}

async function addFolder(bench: EngineBench, name: string, files: Files): Promise<void> {
  const folder = bench.path(name);
  await mkdir(folder);
  await writeFiles(folder, files);
  for (const path of Object.keys(files)) await utimes(`${folder}/${path}`, CHANGED, CHANGED);
  await bench.engine.addFolder(folder);
}
