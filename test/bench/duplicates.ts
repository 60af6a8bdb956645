import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import type { DuplicateGroup } from '../../src-main/contract/index.ts';
import type { Client } from '../../src-main/rpc/client.ts';
import { openForReading } from '../../src-main/storage/connection.ts';
import { TextReader } from '../../src-main/storage/text-blocks.ts';
import { seededRandom } from '../helpers/random.ts';
import { areNear, exactPairs, type JudgedText } from './duplicates/exact-pairs.ts';
import { EDITS, plantedCopy, type Edit } from './duplicates/plant.ts';
import { printRows, type Row } from './report.ts';
import { inScratch, withEngine } from './scratch.ts';

/**
 * npm run bench:duplicates -- HOME [--library DIR, one that holds HOME and may be changed]: edited copies of documents of a folder, planted beside it, are found as duplicates of
 * what they were made of; what is found besides is judged by every pair's exact likeness.
 */
const {
  values,
  positionals: [home = ''],
} = parseArgs({ allowPositionals: true, options: { library: { type: 'string' } } });
if (!existsSync(home)) {
  process.stderr.write('Give a folder of documents, such as home/ unpacked.\n');
  process.exit(2);
}

const COPIES = 500;
const SEED = 20_261_122;
const FEWEST_CHARACTERS = 800;
const MOST_CHARACTERS = 200_000;
/** Groups asked for at once. */
const PAGE = 100;

interface Planted {
  readonly copy: string;
  readonly original: string;
  readonly edit: Edit;
}

const isSound = printRows(await inScratch(measure));
process.exit(isSound ? 0 : 1);

async function measure(scratch: string): Promise<Row[]> {
  const library = values.library ?? join(scratch, 'library');
  const folder = join(scratch, 'copies');
  await mkdir(folder);
  return withEngine(library, async ({ client }) => {
    await read(client, home);
    const planted = await plant(folder, textsOf(library));
    await read(client, folder);
    const started = performance.now();
    const first = await client.similar.duplicates({ limit: PAGE });
    const seconds = (performance.now() - started) / 1000;
    const again = performance.now();
    const groups = [...first.groups, ...(await rest(client, first.total))];
    const next = (performance.now() - again) / Math.max(1, Math.ceil(first.total / PAGE) - 1);
    process.stderr.write(`${first.total} groups, ${first.documents} documents, ${seconds.toFixed(1)} s\n`);
    return [
      {
        work: 'all texts sketched, compared and grouped',
        value: seconds,
        unit: 's',
        bound: { most: 20 },
        isQuality: false,
      },
      { work: 'the next page of the list', value: next, unit: 'ms', isQuality: false },
      ...judged(groups, planted, textsOf(library)),
    ];
  });
}

async function read(client: Client, folder: string): Promise<void> {
  await client.library.add({ path: folder });
  await client.library.settle({ deep: false });
}

async function rest(client: Client, total: number): Promise<DuplicateGroup[]> {
  const groups: DuplicateGroup[] = [];
  for (let offset = PAGE; offset < total; offset += PAGE)
    groups.push(...(await client.similar.duplicates({ offset, limit: PAGE })).groups);
  return groups;
}

interface StoredText extends JudgedText {
  readonly content: number;
  /** Within its folder. */
  readonly paths: readonly string[];
}

interface StoredRow {
  readonly content: number;
  readonly paths: string;
  readonly length: number;
  readonly format: string;
  readonly isData: number;
}

/** Of each content its text, and where its documents lie. */
function textsOf(library: string): StoredText[] {
  const connection = openForReading(join(library, 'index.db'));
  const reader = new TextReader(connection);
  try {
    return connection
      .prepare<[], StoredRow>(
        `SELECT content, json_group_array(path) AS paths, length, format, data_like AS isData
         FROM documents JOIN contents ON contents.id = content WHERE length > 0 GROUP BY content ORDER BY content`,
      )
      .all()
      .map(({ content, paths, length, format, isData }) => ({
        content,
        paths: JSON.parse(paths) as string[],
        format,
        isData: isData === 1,
        text: reader.read(content, 0, length),
      }));
  } finally {
    connection.close();
  }
}

async function plant(folder: string, texts: readonly StoredText[]): Promise<Planted[]> {
  const random = seededRandom(SEED);
  const fit = texts.filter(({ text }) => text.length >= FEWEST_CHARACTERS && text.length <= MOST_CHARACTERS);
  const edits = Object.keys(EDITS) as Edit[];
  const planted: Planted[] = [];
  for (let place = 0; place < COPIES; place += 1) {
    const [chosen] = fit.splice(Math.floor(random() * fit.length), 1);
    if (chosen === undefined) break;
    const edit = edits[place % edits.length]!;
    const copy = `copy-${place}.txt`;
    await writeFile(join(folder, copy), plantedCopy(chosen.text, edit, random));
    planted.push({ copy, original: chosen.paths[0]!, edit });
  }
  return planted;
}

/** Precision over every pair of a document and the first of its group; recall over what was planted, and over all pairs. */
function judged(
  groups: readonly DuplicateGroup[],
  planted: readonly Planted[],
  texts: readonly StoredText[],
): Row[] {
  const contentAt = new Map(texts.flatMap(({ paths, content }) => paths.map((path) => [path, content])));
  const inGroup = new Map<number, number>();
  const reported: [number, number][] = [];
  groups.forEach(({ documents }, group) => {
    const contents = documents.map(({ path }) => contentOf(contentAt, path));
    for (const content of contents) inGroup.set(content, group);
    for (const content of new Set(contents))
      if (content !== contents[0]) reported.push([contents[0]!, content]);
  });
  const byContent = new Map(texts.map((text) => [text.content, text]));
  const exact = exactPairs(byContent);
  const made = planted.map(({ copy, original, edit }) => ({
    edit,
    pair: [contentAt.get(copy) ?? -1, contentAt.get(original) ?? -1] as const,
  }));
  const together = ([one, other]: readonly [number, number]): boolean =>
    inGroup.has(one) && inGroup.get(one) === inGroup.get(other);
  const found = made.filter(({ pair }) => together(pair));
  const exactFound = [...exact].filter((key) => together(key.split(' ').map(Number) as [number, number]));
  const byEdit = Object.keys(EDITS).map((edit): Row => {
    const those = made.filter((one) => one.edit === edit);
    const value = those.filter(({ pair }) => together(pair)).length / those.length;
    return { work: `  ${edit}`, value, unit: '', isQuality: false };
  });
  const right = reported.filter((pair) => {
    const [first, other] = pair.map((content) => byContent.get(content));
    return first !== undefined && other !== undefined && areNear(first, other);
  }).length;
  return [
    {
      work: `precision of ${reported.length} pairs`,
      value: right / reported.length,
      unit: '',
      bound: { least: 0.98 },
      isQuality: true,
    },
    {
      work: `recall of ${made.length} planted copies`,
      value: found.length / made.length,
      unit: '',
      bound: { least: 0.95 },
      isQuality: true,
    },
    ...byEdit,
    {
      work: `recall of all ${exact.size} pairs that are nearly the same`,
      value: exactFound.length / exact.size,
      unit: '',
      isQuality: false,
    },
  ];
}

/** The folder's path stands before. */
function contentOf(contentAt: ReadonlyMap<string, number>, path: string): number {
  const within = path.startsWith(`${home}/`)
    ? path.slice(home.length + 1)
    : path.slice(path.lastIndexOf('/') + 1);
  return contentAt.get(within) ?? -1;
}
