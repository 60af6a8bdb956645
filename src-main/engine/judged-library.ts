import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { ModelImport, SearchMode, SearchStage } from '../contract/index.ts';
import type { Inference } from '../embed/heavy/inference-pool.ts';
import { Deepener, type Shallow } from '../indexing/deepener.ts';
import type { Cut } from '../indexing/prepare.ts';
import type { Spawn } from '../lib/processes.ts';
import { RANKING_WEIGHTS, type RankingWeights } from '../search/ranking-weights.ts';
import type { DataSet } from './data-set.ts';
import { drawnShare, isDrawn, type Draw } from './drawn-passages.ts';
import { openForReading, type ReadConnection } from '../storage/connection.ts';
import { documentsOfContent } from '../storage/documents.ts';
import { importModel } from './import-model.ts';
import { JudgedTopics } from './judged-topics.ts';
import { placeOf, RECORDS, RECORD_ROOTS, storeRecords } from './judged-records.ts';
import { ModelPins } from './model-pins.ts';
import { openLibrary, type OpenLibrary } from './open-library.ts';
import { probeModel } from './probe-model.ts';
import { Refitting } from './refitting.ts';
import { Searches } from './searches.ts';
import { writeHeavyModel, writeLeavingModel } from './settings.ts';

export interface JudgedLibraryOptions {
  readonly spawn: Spawn;
  /** Another way of cutting into passages than the product's, to be compared with it. */
  readonly cut?: Cut | undefined;
  /** Stands before a model of that name: who asks the same again and again may remember what it said. */
  readonly before?: ((model: Inference, name: string) => Inference) | undefined;
}

export interface AskOptions {
  readonly mode: SearchMode;
  readonly signal: AbortSignal;
  readonly onProgress: (text: string) => void;
  /** Other weights than the product's, to be compared with them. */
  readonly weights?: RankingWeights | undefined;
}

/** What was found for a query. */
export interface Answered {
  readonly query: string;
  /** Records, best first. */
  readonly ranked: readonly string[];
  readonly milliseconds: number;
}

/** Results asked for. */
export const LISTED = 100;
const TOLD_EVERY = 50;

interface Parts extends Pick<JudgedLibraryOptions, 'before'> {
  readonly open: OpenLibrary;
  /** Opens it anew once it is closed. */
  readonly reopen: () => Promise<OpenLibrary>;
  readonly data: DataSet;
  readonly hashes: ReadonlyMap<string, Uint8Array>;
}

/**
 * Works with a temporary library that holds the records of a data set, through the same segmentation, storage and search
 * as files.
 */
export async function withJudgedLibrary<Result>(
  data: DataSet,
  { spawn, cut, before }: JudgedLibraryOptions,
  work: (library: JudgedLibrary) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'inkling-eval-'));
  try {
    const reopen = (): Promise<OpenLibrary> => openLibrary(folder, spawn);
    const open = await reopen();
    const hashes = await storeRecords(open, data.records, cut);
    const library = new JudgedLibrary({ open, reopen, data, before, hashes });
    try {
      return await work(library);
    } finally {
      await library.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Made once, and asked as often as is wanted, while more and more heavy vectors are stored. */
export class JudgedLibrary {
  #open: OpenLibrary;
  readonly #reopen: () => Promise<OpenLibrary>;
  readonly #data: DataSet;
  readonly #before: JudgedLibraryOptions['before'];
  /** Hashes of each record's passages. */
  readonly #hashes: ReadonlyMap<string, Uint8Array>;
  #isStoring = false;

  constructor({ open, reopen, data, before, hashes }: Parts) {
    this.#open = open;
    this.#reopen = reopen;
    this.#data = data;
    this.#before = before;
    this.#hashes = hashes;
  }

  get #inference(): Inference {
    const { inference, chosen } = this.#open;
    return this.#before?.(inference, chosen.heavy.manifest.name) ?? inference;
  }

  get #leaving(): Inference | null {
    const { leaving } = this.#open;
    if (leaving === null) return null;
    return this.#before?.(leaving.inference, leaving.model.manifest.name) ?? leaving.inference;
  }

  /** Imports a model and has it take the place of the one that reads now, as a person would. */
  async changeModel(request: ModelImport, spawn: Spawn): Promise<void> {
    const { models, person, chosen } = this.#open;
    const { signal } = new AbortController();
    const probe = (folder: string) => probeModel(spawn, folder, signal);
    const { manifest } = await importModel(request, { models, probe, pins: new ModelPins(person), signal });
    writeLeavingModel(person, chosen.heavy.manifest.name);
    writeHeavyModel(person, manifest.name);
    await this.#open.close();
    this.#open = await this.#reopen();
    await this.#open.readers.setRoots(RECORD_ROOTS);
    await this.#open.heavyCodes;
  }

  close(): Promise<void> {
    return this.#open.close();
  }

  /** Stores the heavy vectors of the passages drawn, beside those stored before. */
  async deepen(draw: Draw): Promise<void> {
    if (draw.share === 0) return;
    const { readers, writer } = this.#open;
    const deepener = new Deepener({
      next: (after, limit) => this.#nextDrawn(after, limit, draw),
      embed: (text, signal) => this.#inference.embed(text, 'query', signal),
      keep: (vectors) => writer.keepVectors({ vectors }),
      count: () => readers.calls.deepened({ paused: [] }),
      onChange: () => undefined,
    });
    this.#isStoring = true;
    await deepener.start();
    await new Refitting(writer).run();
  }

  /** How much of a record's passages is drawn, 0…1. */
  drawnOf(record: string, draw: Draw): number {
    return drawnShare(this.#hashes.get(record) ?? new Uint8Array(), draw);
  }

  /** Labels over what is stored by now. */
  topics(): JudgedTopics {
    const { records } = this.#data;
    return new JudgedTopics({
      open: this.#open,
      inference: this.#inference,
      recordAt: (path) => records[placeOf(path)]?.id ?? '',
    });
  }

  /** Reads the index itself; `recordOf` answers the id of the record a content was made of. */
  inspect<Result>(
    read: (connection: ReadConnection, recordOf: (content: number) => string) => Result,
  ): Result {
    const connection = openForReading(this.#open.files.index);
    try {
      return read(connection, (content) => {
        const [document] = documentsOfContent(connection, content);
        return this.#data.records[placeOf(document?.path ?? '')]?.id ?? '';
      });
    } finally {
      connection.close();
    }
  }

  /** Asks every query that has a judgement, one after the other. */
  async ask({ mode, signal, onProgress, weights = RANKING_WEIGHTS }: AskOptions): Promise<Answered[]> {
    const { readers } = this.#open;
    await readers.setWeights(weights);
    const searches = new Searches({
      readers,
      inference: this.#inference,
      leaving: this.#leaving,
      keep: undefined,
      ignoreStored: !this.#isStoring,
      timeless: true,
      notes: () => [],
    });
    const answers: Answered[] = [];
    for (const { id, text } of this.#data.queries) {
      signal.throwIfAborted();
      const last = await lastStage(searches, { text, mode, signal });
      const { milliseconds = 0 } = last ?? {};
      answers.push({ query: id, ranked: this.#rankedRecords(last?.results ?? []), milliseconds });
      if (answers.length % TOLD_EVERY === 0)
        onProgress(`Asked ${answers.length} of ${this.#data.queries.length} queries.`);
    }
    return answers;
  }

  /** Batches of which nothing is drawn are passed over: an empty one would mean the end. */
  async #nextDrawn(after: number, limit: number, draw: Draw): Promise<Shallow[]> {
    const passages = await this.#open.readers.calls.shallow({ after, limit });
    const drawn = passages.filter(({ hash }) => isDrawn(hash, draw));
    const last = passages.at(-1);
    return drawn.length > 0 || last === undefined ? drawn : this.#nextDrawn(last.id, limit, draw);
  }

  /** Ties stand in order of id, as those who measured before us broke them. */
  #rankedRecords(results: SearchStage['results']): string[] {
    const { records } = this.#data;
    return results
      .map(({ path, alsoAt, score }) => ({
        ids: [path, ...alsoAt].map((place) => records[placeOf(place.slice(RECORDS.length + 1))]?.id ?? ''),
        score,
      }))
      .toSorted((left, right) => right.score - left.score || compare(left.ids[0] ?? '', right.ids[0] ?? ''))
      .flatMap(({ ids }) => ids.toSorted(compare));
  }
}

async function lastStage(
  searches: Searches,
  { text, mode, signal }: { readonly text: string; readonly mode: SearchMode; readonly signal: AbortSignal },
): Promise<SearchStage | undefined> {
  let last: SearchStage | undefined;
  const request = { query: text, limit: LISTED, mode, passages: 1, asTyped: false };
  for await (const stage of searches.run(request, signal)) last = stage;
  return last;
}

function compare(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}
