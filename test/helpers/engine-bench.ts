import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import type { SearchMode, SearchResult, SearchStage } from '../../src-main/contract/index.ts';
import { createEngine } from '../../src-main/engine/index.ts';
import type { Engine } from '../../src-main/engine/index.ts';
import { openForReading } from '../../src-main/storage/connection.ts';
import { FakeDesktop } from './fake-desktop.ts';
import { writeFiles } from './made-corpus.ts';
import type { Files } from './made-corpus.ts';
import type { StartWatch } from '../../src-main/files/watch.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { WatchedSpawn } from './watched-spawn.ts';

/** Everything a stream says until its end. */
export async function collect<T>(stream: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of stream) all.push(item);
  return all;
}

const NEVER = new AbortController().signal;

interface Place {
  readonly papers: string;
  readonly library: string;
  readonly remove: () => PromiseLike<void>;
  readonly watch?: StartWatch | undefined;
}

/** A real engine in this process on a folder of made files; `reopen` is the next start of it. */
export class EngineBench implements AsyncDisposable {
  readonly papers: string;
  readonly library: string;
  readonly watched = new WatchedSpawn();
  readonly desktop = new FakeDesktop();
  readonly #remove: () => PromiseLike<void>;
  readonly #watch: StartWatch | undefined;
  #engine: Engine | null = null;

  private constructor({ papers, library, remove, watch }: Place) {
    this.#watch = watch;
    this.papers = papers;
    this.library = library;
    this.#remove = remove;
  }

  /** Files in place and the engine open, nothing added yet; deepens and recognises only where a test asks for it. */
  static async open(files: Files, watch?: StartWatch): Promise<EngineBench> {
    const folder = await temporaryFolder();
    const [papers, library] = [join(folder.path, 'papers'), join(folder.path, 'library')];
    const bench = new EngineBench({ papers, library, remove: () => folder[Symbol.asyncDispose](), watch });
    await mkdir(bench.papers);
    await writeFiles(bench.papers, files);
    await bench.reopen();
    await bench.engine.changeSettings({ deepening: false, recognition: 'off' });
    return bench;
  }

  /** An engine on a library that is there already, which somebody else removes. */
  static async resume({ papers, library }: Pick<EngineBench, 'papers' | 'library'>): Promise<EngineBench> {
    const bench = new EngineBench({ papers, library, remove: () => Promise.resolve() });
    await bench.reopen();
    return bench;
  }

  /** The same with every file read. */
  static async read(files: Files, watch?: StartWatch): Promise<EngineBench> {
    const bench = await EngineBench.open(files, watch);
    await bench.engine.addFolder(bench.papers);
    await bench.settle();
    return bench;
  }

  get engine(): Engine {
    if (this.#engine === null) throw new Error('the engine is closed');
    return this.#engine;
  }

  async close(): Promise<void> {
    const engine = this.#engine;
    this.#engine = null;
    await engine?.close();
  }

  async reopen(): Promise<void> {
    await this.close();
    const watch = this.#watch;
    this.#engine = await createEngine({
      library: this.library,
      spawn: this.watched.spawn,
      desktop: this.desktop,
      ...(watch !== undefined && { watch }),
    });
  }

  settle(deep = false) {
    return this.engine.settle(deep, NEVER);
  }

  async lookAgain(): Promise<void> {
    await this.engine.lookAgain();
    await this.settle();
  }

  path(relative: string): string {
    return join(this.papers, relative);
  }

  async stages(query: string, mode: SearchMode = 'close'): Promise<SearchStage[]> {
    const request = { query, mode, limit: 10, passages: 4, asTyped: false };
    return collect(this.engine.search(request, NEVER));
  }

  /** The last list of an answer. */
  async results(query: string, mode: SearchMode = 'close'): Promise<readonly SearchResult[]> {
    return (await this.stages(query, mode)).at(-1)?.results ?? [];
  }

  /** Paths below the folder, best first. */
  async found(query: string, mode: SearchMode = 'close'): Promise<string[]> {
    return (await this.results(query, mode)).map(({ path }) => path.slice(this.papers.length + 1));
  }

  async digest(): Promise<string> {
    return (await this.engine.doctor(true)).digest ?? '';
  }

  /** Rows of index.db, past the engine. */
  rows<Row>(sql: string): Row[] {
    const connection = openForReading(join(this.library, 'index.db'));
    try {
      return connection.prepare<[], Row>(sql).all();
    } finally {
      connection.close();
    }
  }

  /** The stored vectors by hash, both in hexadecimal. */
  vectors(): Map<string, string> {
    const rows = this.rows<{ hash: string; vector: string }>(
      'SELECT hex(hash) AS hash, hex(vector) AS vector FROM vectors',
    );
    return new Map(rows.map(({ hash, vector }) => [hash, vector]));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
    await this.#remove();
  }
}
