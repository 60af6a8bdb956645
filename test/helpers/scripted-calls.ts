import type { implement } from '@orpc/server';

import type { contract, Settings, SimilarDocument } from '../../src-main/contract/index.ts';
import { passage, resultOf, type FakeDocument } from './fake-answers.ts';
import type { ScriptedEngine } from './scripted-engine.ts';
import type { ScriptedTopics } from './scripted-topics.ts';

/** What the page asks of the engine itself. */
export function engineCalls(os: ReturnType<typeof implement<typeof contract>>, engine: ScriptedEngine) {
  return {
    attend: os.engine.attend.handler(async function* () {
      yield { version: '0.1.0', pid: 1 };
    }),
    leave: os.engine.leave.handler(() => ({ ending: false })),
    stop: os.engine.stop.handler(() => ({ stopping: true as const })),
    doctor: os.engine.doctor.handler(() => ({ checks: [], digest: null })),
    models: os.engine.models.handler(() => engine.models),
    importModel: os.engine.importModel.handler(({ input }) => engine.importModel(input)),
    fetchModel: os.engine.fetchModel.handler(() => refuseFetching()),
    useModel: os.engine.useModel.handler(({ input }) => engine.useModel(input.name)),
    settings: os.engine.settings.handler(() => engine.settings),
    change: os.engine.change.handler(({ input }) => {
      const given = Object.fromEntries(
        Object.entries(input).filter(([, value]) => value !== undefined),
      ) as Partial<Settings>;
      engine.settings = { ...engine.settings, ...given };
      engine.searches.on = engine.settings.history;
      return engine.settings;
    }),
    computer: os.engine.computer.handler(() => ({ heard: true as const })),
    recognisable: os.engine.recognisable.handler(() => ({ languages: ['eng', 'deu', 'fra'] })),
  };
}

/** What agents ask is not the page's to ask; it opens folders to them. */
export function agentsCalls(os: ReturnType<typeof implement<typeof contract>>, engine: ScriptedEngine) {
  return {
    allow: os.agents.allow.handler(({ input: { path, allowed } }) => {
      engine.folders = engine.folders.map((folder) =>
        folder.path === path ? { ...folder, agents: allowed } : folder,
      );
      return engine.folders.find((folder) => folder.path === path) ?? refuseAgents();
    }),
    search: os.agents.search.handler(() => refuseAgents()),
    read: os.agents.read.handler(() => refuseAgents()),
    similar: os.agents.similar.handler(() => refuseAgents()),
    topics: os.agents.topics.handler(() => refuseAgents()),
    topic: os.agents.topic.handler(() => refuseAgents()),
    status: os.agents.status.handler(() => refuseAgents()),
  };
}

function refuseAgents(): never {
  throw new Error('the page is no agent');
}

/** Of what is found from a document the page asks for documents like one. */
export function similarCalls(os: ReturnType<typeof implement<typeof contract>>, engine: ScriptedEngine) {
  return {
    documents: os.similar.documents.handler(({ input: { path } }) => {
      const results = engine.documents.filter((document) => document.path !== path).map(similarTo);
      return { results, total: results.length, notes: [] };
    }),
    versions: os.similar.versions.handler(() => ({ versions: [] })),
    where: os.similar.where.handler(() => ({ results: [], notes: [] })),
    duplicates: os.similar.duplicates.handler(() => ({ groups: [], total: 0, documents: 0, notes: [] })),
    looked: os.similar.looked.handler(() => ({ looked: null })),
    difference: os.similar.difference.handler(() => ({ parts: [], common: 0, notes: [] })),
    quotes: os.similar.quotes.handler(() => ({ results: [], total: 0, notes: [] })),
  };
}

/** What the page asks about labels. */
export function topicsCalls(os: ReturnType<typeof implement<typeof contract>>, topics: ScriptedTopics) {
  return {
    list: os.topics.list.handler(() => topics.list()),
    save: os.topics.save.handler(({ input }) => topics.save(input)),
    remove: os.topics.remove.handler(({ input }) => topics.remove(input.id)),
    show: os.topics.show.handler(({ input }) => topics.show(input)),
    unlabelled: os.topics.unlabelled.handler(() => ({ documents: [], total: 0 })),
    judge: os.topics.judge.handler(({ input }) => topics.judge(input)),
    judgeAll: os.topics.judgeAll.handler(({ input }) => topics.judgeAll(input)),
    undo: os.topics.undo.handler(() => topics.undo()),
    suggestWords: os.topics.suggestWords.handler(({ input }) => topics.suggestWords(input.id)),
    map: os.topics.map.handler(() => topics.map()),
    mapped: os.topics.mapped.handler(({ input }) => topics.mapped(input.documents)),
    suggestLabels: os.topics.suggestLabels.handler(() => ({ suggestions: topics.suggestions })),
  };
}

function similarTo(document: FakeDocument): SimilarDocument {
  const { passages, score, ...result } = resultOf(document);
  const [{ answer: _, score: __, ...there } = passage(document, '')] = passages;
  return { document: result, score, nearness: 'alike', deep: true, here: there, there };
}

/** Models are fetched in the terminal. */
function refuseFetching(): never {
  throw new Error('the page fetches no models');
}
