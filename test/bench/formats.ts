import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';

import { DOCUMENT_READ_LIMIT } from '../../src-main/contract/index.ts';
import type { Connection } from '../../src-main/rpc/connect.ts';
import { compare, heldRows, worstLines, type Compared } from './formats/held.ts';
import { recollTexts } from './formats/recoll-texts.ts';
import { References } from './formats/references.ts';
import { stateRows } from './formats/states.ts';
import {
  MEGABYTE,
  folderBytes,
  indexByCommandLine,
  indexByRecoll,
  memoryRow,
  tell,
  unpackedCorpus,
} from './indexing.ts';
import { printRows, type Row } from './report.ts';
import { inScratch, withEngine } from './scratch.ts';

/**
 * npm run bench:formats -- CORPORA [--peer]: a folder of every kind of file, many of them broken, indexed by the command line.
 * CORPORA holds formats.tar.gz (or formats/, unpacked). With --peer Recoll indexes the same folder in the same run.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { peer: { type: 'boolean', default: false } },
});
const [corpora = ''] = positionals;
if (!existsSync(join(corpora, 'formats')) && !existsSync(join(corpora, 'formats.tar.gz'))) {
  process.stderr.write('Give the folder that holds formats.tar.gz, or formats/.\n');
  process.exit(2);
}

let isSound = true;
/** Every part is printed as soon as it is measured. */
const report = (rows: readonly Row[]): void => {
  isSound = printRows(rows) && isSound;
};
await inScratch(async (scratch) => {
  const folder = unpackedCorpus(corpora, 'formats', scratch);
  const library = join(scratch, 'library');
  report(await measureIndexing(folder, library));
  const index = join(scratch, 'recoll');
  const hasPeer = values.peer && (await measurePeer(folder, index));
  await withEngine(library, async (connection) => {
    // What is compared is there already; deepening would only take its time.
    await connection.client.engine.change({ deepening: false, recognition: 'off' });
    report(await stateRows(connection, folder));
    const theirs = hasPeer ? await recollTexts(index) : null;
    const compared = await compareTexts(connection, folder, theirs);
    report(heldRows(compared));
    process.stdout.write(`least like their reference:\n${worstLines(compared).join('\n')}\n`);
  });
});
process.exit(isSound ? 0 : 1);

async function measureIndexing(folder: string, library: string): Promise<Row[]> {
  const { seconds, peak, libraryBytes } = await indexByCommandLine(folder, library);
  return [
    { work: 'formats/ until light-searchable', value: seconds, unit: 's', isQuality: false },
    memoryRow('peak memory (PSS of the process tree)', peak),
    { work: 'library', value: libraryBytes / MEGABYTE, unit: 'MB', isQuality: false },
  ];
}

async function measurePeer(folder: string, index: string): Promise<boolean> {
  const theirs = await indexByRecoll(folder, index);
  if (theirs === null) return false;
  report([
    { work: 'Recoll: the same folder', value: theirs.seconds, unit: 's', isQuality: false },
    memoryRow('Recoll: peak memory', theirs.peak),
    { work: 'Recoll: index', value: folderBytes(index) / MEGABYTE, unit: 'MB', isQuality: false },
  ]);
  return true;
}

/** Every file that another program reads too, held against what that program reads. */
async function compareTexts(
  connection: Connection,
  folder: string,
  theirs: ReadonlyMap<string, string> | null,
): Promise<Compared[]> {
  const references = new References();
  const compared: Compared[] = [];
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  tell(`Holding the texts of ${files.length} files against references …`);
  for (const { parentPath, name } of files) {
    const path = join(parentPath, name);
    const reference = references.textOf(path);
    if (reference === null) continue;
    const ours = await storedText(connection, path);
    const held = compare(relative(folder, path), {
      reference,
      ours,
      theirs: theirs === null ? null : (theirs.get(path) ?? ''),
    });
    if (held !== null) compared.push(held);
  }
  return compared;
}

/** The whole text that the library keeps of a file, its title first; '' of a file that it lists only. */
async function storedText({ client }: Connection, path: string): Promise<string> {
  const parts: string[] = [];
  try {
    for (let start = 0, length = 1; start < length; start += DOCUMENT_READ_LIMIT) {
      const read = await client.document.read({ path, start, length: DOCUMENT_READ_LIMIT });
      if (start === 0) parts.push(read.title, ...read.places.map(({ heading }) => heading ?? ''));
      parts.push(read.text);
      length = read.length;
    }
  } catch {
    return '';
  }
  return parts.join('\n');
}
