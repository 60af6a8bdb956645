import { implement } from '@orpc/server';

import { contract } from '../contract/index.ts';
import type { Settings } from '../contract/index.ts';
import type { Engine } from '../engine/index.ts';
import { InklingError } from '../lib/errors.ts';
import { agentsCalls } from './agents-calls.ts';
import { given } from './given.ts';
import { heard } from './heard.ts';
import { keepingCalls } from './keeping-calls.ts';
import { aborted } from '../lib/until-aborted.ts';

/** What the process around an engine knows and the engine does not. */
export interface EngineHost {
  readonly version: string;
  /** Counts a host in; the returned function counts it out. */
  attend(): () => void;
  /** How many attend now. */
  readonly attending: number;
  /** Aborts when the engine ends, so that hosts can tell an end from a crash; with an InklingError where they shall take it for one. */
  readonly ending: AbortSignal;
  /** Ends the engine once the running answer is sent. */
  stop(): void;
  /** The same, and hosts that attend start the next one at once. */
  restart(): void;
}

export type EngineRouter = ReturnType<typeof createRouter>;

/** The contract, implemented by one-line calls. */
export function createRouter(engine: Engine, host: EngineHost) {
  const { search, library } = implement(contract);
  return {
    search: {
      run: search.run.handler(({ input, signal }) => iterate(engine.search(input, heard(signal)))),
      complete: search.complete.handler(async ({ input }) => ({ items: await engine.complete(input) })),
    },
    library: {
      status: library.status.handler(() => engine.status()),
      errors: library.errors.handler(async () => ({ errors: await engine.errors() })),
      progress: library.progress.handler(({ signal }) => iterate(engine.progress(heard(signal)))),
      add: library.add.handler(({ input }) => engine.addFolder(input.path)),
      forget: library.forget.handler(async ({ input }) => ({
        documents: await engine.forgetFolder(input.path),
      })),
      lookAgain: library.lookAgain.handler(async ({ input }) => ({
        folders: await engine.lookAgain(input.path),
      })),
      settle: library.settle.handler(({ input, signal }) => engine.settle(input.deep, heard(signal))),
      pause: library.pause.handler(({ input }) => engine.pause(input.what, input.until)),
      unlock: library.unlock.handler(({ input }) => engine.unlock(input)),
      retry: library.retry.handler(async ({ input }) => ({ error: await engine.retryFile(input.path) })),
      keychain: library.keychain.handler(async () => ({ isThere: await engine.canKeepPasswords() })),
      offerKeychain: library.offerKeychain.handler(({ input, signal }) =>
        iterate(engine.offerKeychain(input.kept, heard(signal))),
      ),
      pauseFolder: library.pauseFolder.handler(({ input }) => engine.pauseFolder(input.path, input.paused)),
      dismiss: library.dismiss.handler(async ({ input }) => ({ notices: await engine.dismiss(input.code) })),
      complete: library.complete.handler(async ({ input }) => ({
        folders: await engine.completeFolder(input.prefix),
      })),
    },
    document: documentCalls(engine),
    topics: topicsCalls(engine),
    searches: searchesCalls(engine),
    similar: similarCalls(engine),
    keeping: keepingCalls(engine, host),
    agents: agentsCalls(engine),
    engine: engineCalls(engine, host),
  };
}

function documentCalls(engine: Engine) {
  const calls = implement(contract).document;
  return {
    read: calls.read.handler(({ input }) => engine.readDocument(input.path, input.start, input.length)),
    page: calls.page.handler(({ input, signal }) => engine.documentPage(input, heard(signal))),
    lines: calls.lines.handler(async ({ input, signal }) => ({
      lines: await engine.documentLines(input.path, input.end, heard(signal)),
    })),
    open: calls.open.handler(({ input }) => engine.openDocument(input.path, input.page)),
    showFolder: calls.showFolder.handler(async ({ input }) => {
      await engine.showInFolder(input.path);
      return { shown: true as const };
    }),
  };
}

function topicsCalls(engine: Engine) {
  const { topics } = implement(contract);
  return {
    list: topics.list.handler(() => engine.topics()),
    save: topics.save.handler(({ input }) => engine.saveLabel(input)),
    remove: topics.remove.handler(async ({ input }) => {
      await engine.removeLabel(input.id);
      return { removed: true as const };
    }),
    show: topics.show.handler(({ input }) => engine.showLabel(input)),
    unlabelled: topics.unlabelled.handler(({ input }) => engine.unlabelled(input.offset, input.limit)),
    judge: topics.judge.handler(({ input }) => engine.judge(input.id, input.path, input.verdict)),
    judgeAll: topics.judgeAll.handler(({ input }) => engine.judgeAll(input.id, input.judgings)),
    undo: topics.undo.handler(async () => ({ undone: await engine.undoJudgement() })),
    suggestWords: topics.suggestWords.handler(async ({ input }) => ({
      words: await engine.suggestWords(input.id, input.limit),
    })),
    suggestLabels: topics.suggestLabels.handler(async ({ input }) => ({
      suggestions: await engine.suggestLabels(input.folder, input.limit),
    })),
    map: topics.map.handler(() => engine.topicMap()),
    mapped: topics.mapped.handler(async ({ input }) => ({
      documents: await engine.mappedDocuments(input.documents),
    })),
  };
}

function searchesCalls(engine: Engine) {
  const calls = implement(contract).searches;
  return {
    list: calls.list.handler(async ({ input }) => ({ searches: await engine.savedSearches(input.fresh) })),
    follow: calls.follow.handler(({ signal }) => iterate(engine.followSearches(heard(signal)))),
    save: calls.save.handler(async ({ input }) => ({ searches: await engine.saveSearch(input) })),
    rename: calls.rename.handler(async ({ input }) => ({
      searches: await engine.renameSearch(input.id, input.name),
    })),
    tell: calls.tell.handler(async ({ input }) => ({
      searches: await engine.tellOfSearch(input.id, input.tell),
    })),
    remove: calls.remove.handler(async ({ input }) => ({ searches: await engine.removeSearch(input.id) })),
    undo: calls.undo.handler(async () => ({ undone: await engine.undoSearches() })),
    matches: calls.matches.handler(({ input }) => engine.matches(input.query, input)),
    export: calls.export.handler(({ input }) => engine.exportText(input)),
    exportLinks: calls.exportLinks.handler(({ input }) => engine.exportLinks(input.folder, input.documents)),
    news: calls.news.handler(async ({ input }) => ({ news: await engine.searchNews(input.id ?? null) })),
    seen: calls.seen.handler(async ({ input }) => ({ searches: await engine.seeNews(input.id ?? null) })),
    asked: calls.asked.handler(async ({ input }) => ({ kept: await engine.asked(input.query) })),
    history: calls.history.handler(() => engine.history()),
    erase: calls.erase.handler(async ({ input }) => ({
      queries: await engine.eraseHistory(input.query ?? null),
    })),
  };
}

function similarCalls(engine: Engine) {
  const { similar } = implement(contract);
  return {
    documents: similar.documents.handler(({ input, signal }) => engine.similar(input, heard(signal))),
    versions: similar.versions.handler(async ({ input, signal }) => ({
      versions: await engine.versions(input.path, heard(signal)),
    })),
    where: similar.where.handler(({ input, signal }) => engine.where(input.text, input.limit, heard(signal))),
    duplicates: similar.duplicates.handler(({ input, signal }) =>
      engine.duplicates(input.folder, input, heard(signal)),
    ),
    looked: similar.looked.handler(() => ({ looked: engine.looked() })),
    difference: similar.difference.handler(({ input }) => engine.difference(input.left, input.right)),
    quotes: similar.quotes.handler(({ input }) => engine.quotes(input.path, input)),
  };
}

function engineCalls(engine: Engine, host: EngineHost) {
  const calls = implement(contract).engine;
  return {
    attend: calls.attend.handler(({ signal }) => attendance(host, heard(signal))),
    leave: calls.leave.handler(() => {
      const ending = host.attending <= 1;
      if (ending) host.stop();
      return { ending };
    }),
    stop: calls.stop.handler(() => {
      host.stop();
      return { stopping: true as const };
    }),
    doctor: calls.doctor.handler(({ input }) => engine.doctor(input.digest)),
    models: calls.models.handler(() => engine.models()),
    importModel: calls.importModel.handler(({ input, signal }) => engine.importModel(input, heard(signal))),
    fetchModel: calls.fetchModel.handler(({ input, signal }) =>
      iterate(engine.fetchModel(input, heard(signal))),
    ),
    useModel: calls.useModel.handler(({ input }) => engine.useModel(input.name)),
    settings: calls.settings.handler(() => engine.settings()),
    change: calls.change.handler(({ input }) => engine.changeSettings(given<Settings>(input))),
    computer: calls.computer.handler(({ input }) => {
      engine.hearComputer(input);
      return { heard: true as const };
    }),
    recognisable: calls.recognisable.handler(async () => ({ languages: await engine.recognisable() })),
  };
}

async function* attendance(host: EngineHost, signal: AbortSignal) {
  // Who comes while it closes is let in nowhere, and starts the next one.
  if (host.ending.aborted) return;
  const leave = host.attend();
  try {
    yield { version: host.version, pid: process.pid };
    await aborted(AbortSignal.any([signal, host.ending]));
    if (host.ending.reason instanceof InklingError) throw host.ending.reason;
  } finally {
    leave();
  }
}

/** oRPC takes generators only; `yield*` hands `return` on, so the engine's own finally runs. */
async function* iterate<T>(source: AsyncIterable<T>): AsyncGenerator<T, void, void> {
  yield* source;
}
