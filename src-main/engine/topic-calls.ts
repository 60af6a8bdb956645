import type { Engine } from './engine.ts';
import type { Labels } from './labels.ts';

type TopicCalls = Pick<
  Engine,
  | 'topics'
  | 'saveLabel'
  | 'removeLabel'
  | 'showLabel'
  | 'unlabelled'
  | 'judge'
  | 'undoJudgement'
  | 'suggestWords'
  | 'suggestLabels'
>;

/** What a person gathers under labels. */
export function topicCalls(labels: Labels): TopicCalls {
  return {
    topics: () => labels.list(),
    saveLabel: (label) => labels.save(label),
    removeLabel: (id) => labels.remove(id),
    showLabel: (request) => labels.show(request),
    unlabelled: (offset, limit) => labels.unlabelled(offset, limit),
    judge: (id, path, verdict) => labels.judge(id, path, verdict),
    undoJudgement: () => labels.undo(),
    suggestWords: (id, limit) => labels.suggestWords(id, limit),
    suggestLabels: (folder, limit) => labels.suggestLabels(folder, limit),
  };
}
