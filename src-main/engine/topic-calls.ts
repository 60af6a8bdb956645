import type { Engine } from './engine.ts';
import type { Labels } from './labels.ts';
import type { Mapping } from './topic-map.ts';

type TopicCalls = Pick<
  Engine,
  | 'topics'
  | 'saveLabel'
  | 'removeLabel'
  | 'showLabel'
  | 'unlabelled'
  | 'judge'
  | 'judgeAll'
  | 'undoJudgement'
  | 'suggestWords'
  | 'suggestLabels'
  | 'topicMap'
  | 'mappedDocuments'
>;

/** What a person gathers under labels; `changed` hears that documents may carry others now. */
export function topicCalls(
  { labels, mapping }: { readonly labels: Labels; readonly mapping: Mapping },
  changed: () => void,
): TopicCalls {
  const changing = <Result>(work: Promise<Result>): Promise<Result> => work.finally(changed);
  return {
    topics: () => labels.list(),
    saveLabel: (label) => changing(labels.save(label)),
    removeLabel: (id) => changing(labels.remove(id)),
    showLabel: (request) => labels.show(request),
    unlabelled: (offset, limit) => labels.unlabelled(offset, limit),
    judge: (id, path, verdict) => changing(labels.judge(id, path, verdict)),
    judgeAll: (id, judgings) => changing(labels.judgeAll(id, judgings)),
    undoJudgement: () => changing(labels.undo()),
    suggestWords: (id, limit) => labels.suggestWords(id, limit),
    suggestLabels: (folder, limit) => labels.suggestLabels(folder, limit),
    topicMap: () => mapping.read(),
    mappedDocuments: (documents) => mapping.documents(documents),
  };
}
