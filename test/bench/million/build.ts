import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { sentenceEnds } from '../../../src-main/lib/text/sentences.ts';
import { openForReading } from '../../../src-main/storage/connection.ts';
import { TextReader } from '../../../src-main/storage/text-blocks.ts';
import { mixedText } from './mixed-text.ts';
import { below, seededRandom } from '../../helpers/random.ts';
import { fitCodes, storeVectors } from './store-vectors.ts';

/** Where a million passages and what they are made of are kept from one run to the next. */
export interface Million {
  readonly cache: string;
  /** home/ itself, indexed. */
  readonly home: string;
  /** The library of a million passages. */
  readonly library: string;
  /** Files of the same kind that it does not hold. */
  readonly further: string;
}

const CLI = resolve(import.meta.dirname, '../../../src-main/cli/index.ts');
const SEED = 7;
/** A passage of mixed text is about so long, blanks between sentences included. */
const CHARACTERS_A_PASSAGE = 790;
const FURTHER_PASSAGES = 60_000;
/** Two names must fit into one. */
const LONGEST_NAME = 50;

/** Builds what is not there yet, step by step; a step that ended is not done again. */
export async function buildMillion(
  home: string,
  cache: string,
  passages: number,
  tell: (text: string) => void,
): Promise<Million> {
  mkdirSync(cache, { recursive: true });
  const million: Million = {
    cache,
    home: join(cache, 'home-library'),
    library: join(cache, 'library'),
    further: join(cache, 'further'),
  };
  const step = async (name: string, work: () => unknown): Promise<void> => {
    const done = join(cache, `${name}.done`);
    if (existsSync(done)) return;
    tell(`${name} …`);
    await work();
    writeFileSync(done, '');
  };
  const files = join(cache, 'files');
  await step('index-home', () => index(home, million.home));
  await step('mix-files', () => writeMixed(million.home, files, { passages, seed: SEED }));
  await step('mix-further', () =>
    writeMixed(million.home, million.further, { passages: FURTHER_PASSAGES, seed: SEED + 1 }),
  );
  await step('index-files', () => index(files, million.library));
  await step('draw-vectors', () => storeVectors(million, tell));
  await step('fit-codes', () => fitCodes(million.library, tell));
  return million;
}

function index(folder: string, library: string): void {
  rmSync(library, { recursive: true, force: true });
  execFileSync(process.execPath, [CLI, 'index', folder, '--library', library], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/** Writes files of sentences from two documents each until there is text for so many passages. */
function writeMixed(home: string, folder: string, wanted: { passages: number; seed: number }): void {
  rmSync(folder, { recursive: true, force: true });
  const documents = readSentences(home);
  const random = seededRandom(wanted.seed);
  let characters = 0;
  for (let file = 0; characters < wanted.passages * CHARACTERS_A_PASSAGE; file += 1) {
    const left = documents[file % documents.length];
    const right = documents[below(documents.length, random)];
    if (left === undefined || right === undefined) throw new Error(`there is no text in ${home}`);
    const text = mixedText(left.sentences, right.sentences, random);
    const place = join(folder, `round ${Math.floor(file / documents.length)}`, left.folder);
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, `${left.name} ${right.name}.txt`), text);
    characters += text.length;
  }
}

interface SourceDocument {
  readonly folder: string;
  readonly name: string;
  readonly sentences: readonly string[];
}

/** Every document of a library by its sentences. */
function readSentences(library: string): SourceDocument[] {
  const connection = openForReading(join(library, 'index.db'));
  try {
    const texts = new TextReader(connection);
    return connection
      .prepare<[], { id: number; length: number; path: string }>(
        `SELECT contents.id, contents.length, min(path) AS path
         FROM contents JOIN documents ON documents.content = contents.id WHERE contents.passages > 0
         GROUP BY contents.id ORDER BY contents.id`,
      )
      .all()
      .map(({ id, length, path }) => toDocument(path, texts.read(id, 0, length)));
  } finally {
    connection.close();
  }
}

function toDocument(path: string, text: string): SourceDocument {
  const slash = path.lastIndexOf('/');
  const name = path
    .slice(slash + 1)
    .replace(/\.[^.]+$/u, '')
    .slice(0, LONGEST_NAME);
  const ends = sentenceEnds(text);
  const sentences = ends.map((end, place) => text.slice(ends[place - 1] ?? 0, end).trim());
  return {
    folder: path.slice(0, Math.max(0, slash)),
    name,
    sentences: sentences.filter((one) => one !== ''),
  };
}
