import { implement, ORPCError } from '@orpc/server';

import { contract } from '../../src-main/contract/index.ts';
import type {
  Completion,
  FileError,
  Folder,
  Model,
  ModelImport,
  ModelList,
  Notice,
  PauseEnd,
  PictureInput,
  Progress,
  SearchStage,
  Settings,
  Status,
} from '../../src-main/contract/index.ts';
import type { Picture } from '../../src-main/engine/index.ts';
import { DEFAULT_SETTINGS } from '../../src-main/engine/settings.ts';
import { deepResults, DOCUMENTS, HOME, lightResults, stageOf } from './fake-answers.ts';
import { CATALOGUE, MODELS } from './scripted-data.ts';
import { documentCalls, drawnPage, unknown } from './scripted-documents.ts';
import { keepingCalls, ScriptedKeeping } from './scripted-keeping.ts';
import { ScriptedSearches, searchesCalls } from './scripted-searches.ts';
import { agentsCalls, engineCalls, similarCalls, topicsCalls } from './scripted-calls.ts';
import { ScriptedTopics } from './scripted-topics.ts';

type Pause = Progress['pause'];

/** What a search answers: its stages in order, each when its promise is kept. */
export type Script = (
  query: string,
  signal: AbortSignal | undefined,
  page: { readonly offset: number; readonly limit: number },
) => AsyncGenerator<SearchStage>;

interface SearchCall {
  readonly query: string;
  readonly asTyped: boolean;
  readonly first?: number | undefined;
  readonly offset: number;
  readonly limit: number;
}

const FOLDERS = [HOME, `${HOME}/Flat`, '/home/ada/Papers', '/home/ada/Pictures'];

/** An engine that answers by script; tests turn its knobs. */
export class ScriptedEngine {
  folders: Folder[] = [];
  settings: Settings = DEFAULT_SETTINGS;
  readonly searches = new ScriptedSearches();
  errors: FileError[] = [];
  /** Paths of files that cannot be read a second time either. */
  readonly stubborn = new Set<string>();
  hasKeychain = false;
  models: ModelList = { models: MODELS, catalogue: CATALOGUE, change: null };
  readonly unlocked: { keep: boolean; opened: boolean }[] = [];
  notices: Notice[] = [];
  documents = DOCUMENTS;
  readonly topics = new ScriptedTopics(() => this.documents);
  pause: Pause = 'none';
  pausedUntil: Progress['pausedUntil'] = null;
  onBattery = false;
  readonly keeping = new ScriptedKeeping(this);
  searchable = { done: 8405, total: 11_930, perSecond: 96, secondsLeft: 37 as number | null };
  deepened = { done: 41_300, total: 226_000, perSecond: 148, secondsLeft: 1260 as number | null };
  recognised = { done: 0, total: 0, perSecond: 0, secondsLeft: null as number | null };
  /** Queries that arrived, and those that were cancelled before their end. */
  readonly asked: string[] = [];
  readonly cancelled: string[] = [];
  /** What a query may go on with. */
  completions: (query: string) => Completion[] = () => [];
  /** Whether the last query was to be taken as it was typed. */
  askedAsTyped = false;
  /** How many documents its first list was to hold, where that was said. */
  askedFirst: number | undefined;
  script: Script = this.#plainScript.bind(this);
  #deepGate: (() => void)[] = [];

  importModel({ folder, languages = [] }: ModelImport): Model {
    const name = folder.split('/').at(-1) ?? '';
    if (name === 'broken')
      throw new ORPCError('MODEL_UNUSABLE', {
        status: 400,
        data: { code: 'MODEL_UNUSABLE', cause: 'It is no encoder.', remedy: 'Give another one.' },
      });
    const [first] = MODELS;
    if (first === undefined) throw new Error('no model');
    const model = { ...first, name, languages, licence: 'unknown', source: 'imported', inUse: false };
    this.models = { ...this.models, models: [...this.models.models, model] };
    return model;
  }

  useModel(name: string): { model: Model; changed: boolean } {
    const from = this.models.models.find(({ kind, inUse }) => kind === 'heavy' && inUse)?.name ?? '';
    const models = this.models.models.map((model) =>
      model.kind === 'heavy' ? { ...model, inUse: model.name === name } : model,
    );
    this.models = { ...this.models, models, change: { from, to: name, done: 41_300, total: 226_000 } };
    const model = models.find((one) => one.name === name);
    if (model === undefined) throw new Error(`no model ${name}`);
    return { model, changed: name !== from };
  }
  #changed: (() => void)[] = [];

  /** While held, every search waits before its close reading. */
  held = false;

  release(): void {
    this.held = false;
    for (const open of this.#deepGate.splice(0)) open();
  }

  change(): void {
    for (const wake of this.#changed.splice(0)) wake();
  }

  addFolder(path: string, files = 6240): Folder {
    const folder: Folder = {
      path,
      connected: true,
      live: true,
      paused: false,
      agents: false,
      patterns: '',
      meaning: true,
      files,
      searchable: files,
      passages: 90_000,
      deepenable: 90_000,
      deepened: 26_100,
      lookedOver: Date.now() - 125_000,
    };
    this.folders.push(folder);
    return folder;
  }

  async *#plainScript(query: string): AsyncGenerator<SearchStage> {
    const notes =
      this.searchable.done < this.searchable.total
        ? [{ code: 'FILES_WAITING', text: '3,525 files not read yet' }]
        : [];
    const none = query.includes('nothing');
    const light = none ? [] : lightResults();
    const deep = none ? [] : deepResults();
    const corrections =
      query.includes('noticce') && !this.askedAsTyped ? [{ from: 'noticce', to: 'notice' }] : [];
    yield stageOf('light', light, { corrections, milliseconds: 9, closely: { done: 0, total: 64 }, notes });
    if (this.held) await new Promise<void>((resolve) => this.#deepGate.push(resolve));
    yield stageOf('deep', deep, { corrections, milliseconds: 380, closely: { done: 32, total: 64 }, notes });
    yield stageOf('close', deep, {
      corrections,
      milliseconds: 412,
      closely: { done: 64, total: 64 },
      notes,
      final: true,
    });
  }

  progress(): Progress {
    const { searchable, recognised, deepened, pause, errors } = this;
    return {
      activity: pause === 'all' ? 'paused' : 'reading',
      searchable,
      recognised,
      deepened,
      errors: errors.length,
      pause,
      pausedUntil: this.pausedUntil,
      onBattery: this.onBattery,
      waitsFor: null,
      trouble: null,
    };
  }

  status(): Status {
    return {
      files: { indexed: 8398, partial: 2, listed: this.errors.length, excluded: 311 },
      waiting: this.searchable.total - this.searchable.done,
      passages: this.deepened.total,
      vectors: this.deepened.done,
      pictured: { total: this.recognised.total, recognised: this.recognised.done },
      libraryBytes: 312_000_000,
      library: this.keeping.library,
      roots: this.folders,
      notices: this.notices,
    };
  }

  async *follow(signal: AbortSignal | undefined): AsyncGenerator<Progress> {
    for (;;) {
      if (signal?.aborted === true) return;
      yield this.progress();
      await new Promise<void>((resolve) => {
        this.#changed.push(resolve);
        signal?.addEventListener('abort', () => resolve(), { once: true });
      });
    }
  }

  /** Pages that cannot be drawn, by path. */
  readonly undrawable = new Set<string>();
  readonly pictures: PictureInput[] = [];
  /** Files that could run as programs, and what was opened. */
  readonly runnable = new Set<string>();
  readonly opened: string[] = [];

  picture(asked: PictureInput): Promise<Picture> {
    this.pictures.push(asked);
    return drawnPage(this, asked);
  }

  router() {
    const os = implement(contract);
    return os.router({
      search: {
        run: os.search.run.handler(({ input, signal }) => this.#search(input, signal)),
        complete: os.search.complete.handler(({ input }) => ({ items: this.completions(input.query) })),
      },
      document: documentCalls(os, this),
      library: {
        status: os.library.status.handler(() => this.status()),
        errors: os.library.errors.handler(() => ({ errors: this.errors })),
        progress: os.library.progress.handler(({ signal }) => this.follow(signal)),
        add: os.library.add.handler(({ input }) => {
          if (!input.path.startsWith('/'))
            throw new ORPCError('BAD_REQUEST', {
              data: {
                code: 'FOLDER_UNKNOWN',
                cause: `There is no folder ${input.path}.`,
                remedy: 'Check the path.',
              },
            });
          return this.addFolder(input.path);
        }),
        unlock: os.library.unlock.handler(({ input }) => {
          const opened = input.password === 'right';
          if (opened) this.errors = this.errors.filter(({ path }) => path !== input.path);
          this.unlocked.push({ keep: input.keep, opened });
          return { opened, kept: opened && input.keep };
        }),
        retry: os.library.retry.handler(({ input }) => {
          const before = this.errors.find(({ path }) => path === input.path);
          if (before === undefined) throw unknown(input.path);
          const error = this.stubborn.has(input.path) ? before : null;
          if (error === null) this.errors = this.errors.filter(({ path }) => path !== input.path);
          return { error };
        }),
        keychain: os.library.keychain.handler(() => ({ isThere: this.hasKeychain })),
        offerKeychain: os.library.offerKeychain.handler(async function* () {}),
        forget: os.library.forget.handler(({ input }) => {
          this.folders = this.folders.filter((folder) => folder.path !== input.path);
          return { documents: 1870 };
        }),
        lookAgain: os.library.lookAgain.handler(() => ({ folders: this.folders.length })),
        settle: os.library.settle.handler(() => ({
          documents: 0,
          passages: 0,
          errors: 0,
          seconds: 0,
          libraryBytes: 0,
        })),
        pause: os.library.pause.handler(({ input }) => {
          this.pause = input.what;
          this.pausedUntil = untilOf(input.until);
          this.change();
          return this.progress();
        }),
        pauseFolder: os.library.pauseFolder.handler(({ input }) => {
          this.folders = this.folders.map((folder) =>
            folder.path === input.path ? { ...folder, paused: input.paused } : folder,
          );
          const folder = this.folders.find(({ path }) => path === input.path);
          if (folder === undefined) throw unknown(input.path);
          return folder;
        }),
        dismiss: os.library.dismiss.handler(({ input }) => {
          this.notices = this.notices.filter(({ code }) => code !== input.code);
          return { notices: this.notices };
        }),
        complete: os.library.complete.handler(({ input }) => ({
          folders: FOLDERS.filter((folder) => folder.startsWith(input.prefix) && folder !== input.prefix),
        })),
      },
      similar: similarCalls(os, this),
      topics: topicsCalls(os, this.topics),
      searches: searchesCalls(os, this.searches),
      keeping: keepingCalls(os, this.keeping),
      agents: agentsCalls(os, this),
      engine: engineCalls(os, this),
    });
  }

  async *#search(
    { query, asTyped, first, ...page }: SearchCall,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<SearchStage> {
    this.askedAsTyped = asTyped;
    this.askedFirst = first;
    this.asked.push(query);
    let ended = false;
    try {
      for await (const stage of this.script(query, signal, page)) {
        yield stage;
        ended = stage.final;
      }
    } finally {
      if (!ended) this.cancelled.push(query);
    }
  }
}

function untilOf(until: PauseEnd | undefined): Progress['pausedUntil'] {
  if (until === undefined || until === 'power') return until ?? null;
  return Date.now() + until.minutes * 60_000;
}
