import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { expect, test } from 'vitest';

import { openForReading } from '../../../src-main/storage/connection.ts';
import { EngineBench } from '../../helpers/engine-bench.ts';
import { runEngineOn } from '../../helpers/killable-engine.ts';
import { fillerFiles, READABLE, UNREADABLE, writeFiles } from '../../helpers/made-corpus.ts';
import { seededRandom } from '../../helpers/random.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

const FILES = { ...READABLE, ...UNREADABLE, ...fillerFiles(240, 3, 40) };
/** Hashes of the contents that have a heavy vector of their own. */
function readClosely(library: string): unknown[] {
  const connection = openForReading(join(library, 'index.db'));
  try {
    return connection
      .prepare(
        `SELECT hex(hash) AS hash FROM contents JOIN document_vectors ON content = contents.id
         WHERE heavy IS NOT NULL ORDER BY hash`,
      )
      .all();
  } finally {
    connection.close();
  }
}

const SLOW_MILLISECONDS = 120_000;

test(
  'killed at any instant of reading, the next start ends where an undisturbed one does',
  async () => {
    await using folder = await temporaryFolder();
    const papers = join(folder.path, 'papers');
    await mkdir(papers);
    await writeFiles(papers, FILES);
    const started = performance.now();
    const undisturbed = await runEngineOn(papers, join(folder.path, 'undisturbed'));
    const length = performance.now() - started;
    const random = seededRandom(7);
    const library = join(folder.path, 'killed');
    let killed = 0;
    for (let instant = 0; instant < 6; instant += 1) {
      const killAfter = ((instant + random()) / 6) * length;
      if ((await runEngineOn(papers, library, { killAfter })) === null) killed += 1;
    }
    expect(killed).toBeGreaterThan(1);
    expect(await runEngineOn(papers, library)).toEqual(undisturbed);
  },
  SLOW_MILLISECONDS,
);

test(
  'killed while it deepens, it loses no passage',
  async () => {
    await using folder = await temporaryFolder();
    const papers = join(folder.path, 'papers');
    await mkdir(papers);
    await writeFiles(papers, { ...READABLE, ...fillerFiles(20, 5, 10) });
    const library = join(folder.path, 'killed');
    const random = seededRandom(11);
    for (let kill = 0; kill < 3; kill += 1) {
      await runEngineOn(papers, library, { deep: true, killAfter: 800 + random() * 2_500 });
    }
    const resumed = await runEngineOn(papers, library, { deep: true });
    const undisturbed = join(folder.path, 'undisturbed');
    expect(resumed).toEqual(await runEngineOn(papers, undisturbed, { deep: true }));
    expect(resumed?.vectors).toBeGreaterThan(20);
    expect(readClosely(library)).toEqual(readClosely(undisturbed));
    expect(readClosely(library).length).toBeGreaterThan(20);
  },
  SLOW_MILLISECONDS,
);

test(
  'readers that are killed from outside cost no file',
  async () => {
    await using bench = await EngineBench.open(FILES);
    await bench.engine.addFolder(bench.papers);
    for (const read of [1, 60, 160]) {
      while (bench.watched.extracted.length < read) await sleep(5);
      bench.watched.kill('extract');
    }
    await bench.settle();
    expect((await bench.engine.errors()).map(({ path }) => path)).toEqual(
      Object.keys(UNREADABLE)
        .map((path) => bench.path(path))
        .toSorted(),
    );
    await using fresh = await EngineBench.open({});
    await fresh.engine.addFolder(bench.papers);
    await fresh.settle();
    expect(await bench.digest()).toBe(await fresh.digest());
  },
  SLOW_MILLISECONDS,
);
