import { Comparing, unread } from '../../../src-main/engine/comparing.ts';
import { openLibrary, type OpenLibrary } from '../../../src-main/engine/open-library.ts';
import { sentencesOf } from '../../../src-main/lib/text/sentences.ts';
import { spawnChild } from '../../../src-main/rpc/child-spawn.ts';
import type { ComparedPassage } from '../../../src-main/similar/close-order.ts';
import { Similar } from '../../../src-main/similar/similar.ts';
import type { FoundTexts } from '../../../src-main/similar/where-found.ts';
import { openForReading, type ReadConnection } from '../../../src-main/storage/connection.ts';
import { contentOfPassage, readPassage } from '../../../src-main/storage/passages.ts';
import { TextReader } from '../../../src-main/storage/text-blocks.ts';
import { median, type Row } from '../report.ts';
import { PERTURBED, type Perturbed } from './perturbed.ts';

const DRAWN = 60;
const [FEWEST_CHARACTERS, FEWEST_SENTENCES] = [400, 3];
const SCANNER = 2;
const ABORT = new AbortController();

interface Drawn {
  readonly content: number;
  readonly text: string;
}

interface Asked {
  /** Contents in order: by meaning alone, and as `where` answers. */
  readonly meant: { readonly light: number[]; readonly deep: number[] };
  readonly whole: { readonly light: number[]; readonly deep: number[] };
  readonly milliseconds: number;
  readonly read: number;
}

/**
 * Passages drawn from an indexed library, each asked for as one remembers it, with nothing read closely before: the document
 * found by light meaning, and with the best candidates compared by heavy vectors.
 */
export async function findPassages(library: string): Promise<Row[]> {
  const open = await openLibrary(library, spawnChild);
  const connection = openForReading(open.files.index);
  const similar = openSimilar(open);
  const comparing = new Comparing({ inference: open.inference, keep: undefined });
  const ask = async (text: string): Promise<Asked> => asked(similar, comparing, connection, text);
  try {
    const drawn = drawnPassages(connection);
    // The first question waits until the models are there.
    await ask(drawn[0]!.text);
    const rows: Row[] = [];
    for (const { name, perturb, floors } of PERTURBED) {
      const answers: Answer[] = [];
      for (const { content, text } of drawn) answers.push({ content, ...(await ask(perturb(text))) });
      rows.push(...rowsOf({ name, floors }, answers));
    }
    return rows;
  } finally {
    similar.close();
    connection.close();
    await open.close();
  }
}

type Answer = Asked & Pick<Drawn, 'content'>;

function openSimilar({ files, codes, light, chosen }: OpenLibrary): Similar {
  return new Similar({
    file: files.index,
    codes,
    scanner: SCANNER,
    lightModelFolder: light.folder,
    heavyModel: chosen.heavy.key,
    heavyDimensions: chosen.heavy.manifest.dimensions,
  });
}

/** One of a document, evenly far apart. */
function drawnPassages(connection: ReadConnection): Drawn[] {
  const texts = new TextReader(connection);
  const ids = connection
    .prepare<[number], number>('SELECT id FROM passages WHERE length >= ? ORDER BY id')
    .pluck()
    .all(FEWEST_CHARACTERS);
  const step = Math.floor(ids.length / (4 * DRAWN));
  const met = new Set<number>();
  const drawn: Drawn[] = [];
  for (let place = step; place < ids.length && drawn.length < DRAWN; place += step) {
    const row = readPassage(connection, ids[place]!);
    if (row === undefined || met.has(row.content)) continue;
    met.add(row.content);
    const text = texts.read(row.content, row.start, row.length);
    if (sentencesOf(text).length >= FEWEST_SENTENCES) drawn.push({ content: row.content, text });
  }
  return drawn;
}

async function asked(
  similar: Similar,
  comparing: Comparing,
  connection: ReadConnection,
  text: string,
): Promise<Asked> {
  const found = similar.where({ text });
  const started = performance.now();
  const { passages } = await comparing.order({
    calls: { vectors: async (request) => similar.vectors(request) },
    passages: found.alike,
    text: found.text,
    signal: ABORT.signal,
  });
  const milliseconds = performance.now() - started;
  const light = found.alike.map(unread);
  return {
    meant: { light: contentsOf(connection, light), deep: contentsOf(connection, passages) },
    whole: { light: answer(similar, found, light), deep: answer(similar, found, passages) },
    milliseconds,
    read: passages.filter(({ deep }) => deep !== null).length / (passages.length || 1),
  };
}

function contentsOf(connection: ReadConnection, passages: readonly ComparedPassage[]): number[] {
  return [...new Set(passages.flatMap(({ passage }) => contentOfPassage(connection, passage)?.id ?? []))];
}

function answer(similar: Similar, { quoted }: FoundTexts, passages: readonly ComparedPassage[]): number[] {
  const known = quoted.map(({ document }) => document.content);
  const meant = similar.describeMeant({ passages, quoted: known });
  return [...known, ...meant.map(({ document }) => document.content)];
}

function rowsOf({ name, floors }: Omit<Perturbed, 'perturb'>, answers: readonly Answer[]): Row[] {
  const recall = (of: 'meant' | 'whole', by: 'light' | 'deep', most: number): number =>
    answers.filter((each) => each[of][by].slice(0, most).includes(each.content)).length / answers.length;
  const told = { unit: '', isQuality: false };
  const recalls = (['meant', 'whole'] as const).flatMap((of) =>
    (['light', 'deep'] as const).flatMap((by) =>
      ([1, 10] as const).map((most): Row => ({
        work: `${name}, ${of === 'meant' ? 'by meaning alone' : 'with words'}, ${by === 'light' ? 'light' : 'read closely'}: recall@${most}`,
        value: recall(of, by, most),
        unit: '',
        ...(by === 'deep' && { bound: { least: floors[most] } }),
        isQuality: by === 'deep',
      })),
    ),
  );
  return [
    ...recalls,
    {
      work: `${name}: comparing`,
      value: median(answers.map(({ milliseconds }) => milliseconds)),
      ...told,
      unit: 'ms',
    },
    { work: `${name}: read of 50`, value: median(answers.map(({ read }) => read)), ...told },
  ];
}
