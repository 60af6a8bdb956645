import { setTimeout as sleep } from 'node:timers/promises';

import type {
  HeldPassword,
  Computer,
  Model,
  ModelFetch,
  ModelImport,
  Progress,
  SearchResult,
  SearchStage,
  UnlockRequest,
  Settings,
} from '../../src-main/contract/index.ts';
import type { Engine, SearchRequest } from '../../src-main/engine/index.ts';
import { DEFAULT_SETTINGS } from '../../src-main/engine/settings.ts';
import { InklingError } from '../../src-main/lib/errors.ts';
import { folder } from './fake-folder.ts';
import { FakeSimilar } from './fake-similar.ts';

/** An engine in memory: the folder `/missing` is not there, the query `fail` fails after its first list, `pour` never ends. */
export class FakeEngine extends FakeSimilar implements Engine {
  /** Streams whose finally ran. */
  readonly ended: string[] = [];
  readonly folders = new Set<string>();
  readonly computers: Computer[] = [];
  closed = false;
  /** Stages given to searches whose query begins with `pour`. */
  poured = 0;
  /** Questions `wait` that are not given up yet. */
  searching = 0;

  async *search(request: SearchRequest, signal: AbortSignal): AsyncGenerator<SearchStage> {
    try {
      yield stage('light', request, false);
      if (request.query.startsWith('pour')) yield* this.#pour(request);
      if (request.query === 'fail') throw new InklingError('MODEL_MISSING', MODEL_MISSING);
      if (request.query === 'burst') throw new TypeError('not foreseen');
      if (request.query === 'wait') await this.#never(signal);
      yield stage('close', request, true);
    } finally {
      this.ended.push(`search ${request.query}`);
    }
  }

  /** As fast as it is asked, without an end. */
  async *#pour(request: SearchRequest): AsyncGenerator<SearchStage> {
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      this.poured += 1;
      yield stage('close', { ...request, query: `${this.poured} ${request.query}` }, false);
    }
  }

  async #never(signal: AbortSignal): Promise<void> {
    this.searching += 1;
    try {
      await sleep(60_000, undefined, { signal });
    } finally {
      this.searching -= 1;
    }
  }

  async *progress(signal: AbortSignal): AsyncGenerator<Progress> {
    try {
      while (!signal.aborted) {
        yield progress();
        await sleep(20, undefined, { signal });
      }
    } finally {
      this.ended.push('progress');
    }
  }

  async complete(request: { query: string; caret: number }) {
    return [{ start: 0, end: request.caret, text: 'type:', detail: 'a kind of file' }];
  }

  async status() {
    const files = { indexed: 2, partial: 0, listed: 1, excluded: 1 };
    const roots = [...this.folders].map(folder);
    const pictured = { total: 5, recognised: 3 };
    const counts = { waiting: 0, passages: 7, vectors: 0, pictured, libraryBytes: 4096 };
    return { files, ...counts, library: '/library', roots, notices: [] };
  }

  async errors() {
    return [
      {
        path: '/papers/broken.pdf',
        code: 'PDF_BROKEN',
        cause: 'It is no PDF.',
        remedy: 'Open it in a viewer.',
      },
    ];
  }

  async addFolder(path: string) {
    if (path.startsWith('/missing')) throw new InklingError('FOLDER_MISSING', FOLDER_MISSING);
    this.folders.add(path);
    return folder(path);
  }

  async forgetFolder(path: string) {
    return this.folders.delete(path) ? 2 : 0;
  }

  async lookAgain(path?: string) {
    return path === undefined ? this.folders.size : 1;
  }

  async settle(deep: boolean, signal: AbortSignal) {
    try {
      await sleep(deep ? 60_000 : 30, undefined, { signal });
    } finally {
      this.ended.push('settle');
    }
    return { documents: 3, passages: 7, errors: 1, seconds: 0.03, libraryBytes: 4096 };
  }

  async pause(what: Progress['pause']) {
    return { ...progress(), pause: what };
  }

  async unlock({ path, password }: UnlockRequest) {
    if (path.startsWith('/missing')) throw new InklingError('DOCUMENT_UNKNOWN', FOLDER_MISSING);
    return { opened: password === 'right', kept: false };
  }

  async retryFile(path: string) {
    if (path.startsWith('/missing')) throw new InklingError('DOCUMENT_UNKNOWN', FOLDER_MISSING);
    return (await this.errors()).find((error) => error.path === path) ?? null;
  }

  async canKeepPasswords() {
    return false;
  }

  async *offerKeychain(kept: readonly HeldPassword[]) {
    for (const { path } of kept) yield { path, password: null };
  }

  async pauseFolder(path: string, paused: boolean) {
    return { ...folder(path), paused };
  }

  hearComputer(computer: Computer) {
    this.computers.push(computer);
  }

  async dismiss() {
    return [];
  }

  async completeFolder(prefix: string) {
    return [`${prefix}ers`];
  }

  async readDocument(path: string, start: number) {
    const text = 'Three months notice, in writing.';
    const file = { path, name: 'flat.md', title: 'Moving house', format: 'markdown', size: 90, modified: 1 };
    return { ...file, recognised: false, length: text.length, start, text: text.slice(start), places: [] };
  }

  async documentPage({ spans }: { readonly spans: readonly unknown[] }) {
    return { pages: 3, width: 595, height: 842, boxes: spans.map(() => []) };
  }

  async documentLines() {
    return [{ start: 0, line: 1 }];
  }

  async openDocument(path: string, page: number | null) {
    if (path.startsWith('/missing')) throw new InklingError('DOCUMENT_UNKNOWN', FOLDER_MISSING);
    return { atPage: page !== null };
  }

  async showInFolder(path: string) {
    if (path.startsWith('/missing')) throw new InklingError('DOCUMENT_UNKNOWN', FOLDER_MISSING);
  }

  async picture({ path }: { readonly path: string }, signal: AbortSignal) {
    if (path.startsWith('/missing')) throw new InklingError('DOCUMENT_UNKNOWN', FOLDER_MISSING);
    if (path === '/slow')
      await sleep(60_000, undefined, { signal }).finally(() => this.ended.push('picture'));
    return { type: 'image/png', bytes: Buffer.from('a picture') };
  }

  async doctor(digest: boolean) {
    return { checks: [{ name: 'person.db', ok: true, detail: 'whole' }], digest: digest ? 'abc' : null };
  }

  async models() {
    return { models: [], catalogue: [], change: null };
  }

  async importModel({ folder: path, name = path.slice(1) }: ModelImport) {
    if (path.startsWith('/missing')) throw new InklingError('FOLDER_MISSING', FOLDER_MISSING);
    return model(name, false);
  }

  async *fetchModel({ name }: ModelFetch, signal: AbortSignal) {
    yield { file: 'model.onnx', done: 1, total: 2, model: null };
    if (name === 'slow') await sleep(60_000, undefined, { signal }).finally(() => this.ended.push('fetch'));
    yield { file: 'model.onnx', done: 2, total: 2, model: model(name, false) };
  }

  /** `used` reads closely already. */
  async useModel(name: string) {
    return { model: model(name, true), changed: name !== 'used' };
  }

  async settings() {
    return DEFAULT_SETTINGS;
  }

  async changeSettings(change: Partial<Settings>) {
    return { ...(await this.settings()), ...change };
  }

  async recognisable() {
    return ['eng', 'deu'];
  }

  async close() {
    this.closed = true;
  }
}

const MODEL_MISSING = { cause: 'The model is not there.', remedy: 'Import it.' };
const FOLDER_MISSING = { cause: 'The folder is not there.', remedy: 'Check how it is spelt.' };

function progress(): Progress {
  const bar = { done: 1, total: 2, perSecond: 1, secondsLeft: 1 };
  return {
    activity: 'reading',
    searchable: bar,
    recognised: { ...bar, done: 0, total: 0 },
    deepened: { ...bar, done: 0 },
    errors: 0,
    pause: 'none',
    pausedUntil: null,
    onBattery: false,
    waitsFor: null,
    trouble: null,
  };
}

function model(name: string, inUse: boolean): Model {
  const facts = { dimensions: 384, licence: 'unknown', source: 'imported', languages: [] };
  return { name, kind: 'heavy', ...facts, bytes: 34_700_000, files: [], inUse };
}

function stage(name: SearchStage['stage'], request: SearchRequest, final: boolean): SearchStage {
  return {
    stage: name,
    final,
    milliseconds: 1,
    total: 1,
    strong: 1,
    closely: { done: final ? 1 : 0, total: 1 },
    corrections: [],
    meaning: `Documents about “${request.query}”`,
    isStrict: false,
    notes: [],
    results: [result(request.query)].slice(0, request.limit),
  };
}

function result(query: string): SearchResult {
  const text = `You asked for ${query}. Three months notice \u001b[31m in writing 東京.`;
  const marks = [{ start: 14, end: 14 + query.length }];
  const passage = {
    text,
    page: 2,
    heading: 'Ending',
    start: 0,
    end: text.length,
    marks,
    answer: null,
    score: 1,
  };
  return {
    path: '/papers/flat.md',
    file: '/papers/flat.md',
    connected: true,
    name: 'flat.md',
    title: 'Moving house',
    format: 'markdown',
    size: 90,
    modified: 1,
    score: 0.9,
    passages: [passage],
    recognised: false,
    weak: false,
    labels: [],
    alsoAt: [],
    reasons: [{ kind: 'word', term: query, count: 1 }],
  };
}
