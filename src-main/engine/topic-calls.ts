import type { Engine } from './engine.ts';

type TopicCalls = Pick<
  Engine,
  | 'topics'
  | 'saveLabel'
  | 'removeLabel'
  | 'showLabel'
  | 'judge'
  | 'undoJudgement'
  | 'suggestWords'
  | 'suggestLabels'
>;

/** What a person gathers under labels. */
export function topicCalls(): TopicCalls {
  const refuse = (): never => {
    throw new Error('not there yet');
  };
  return {
    topics: refuse,
    saveLabel: refuse,
    removeLabel: refuse,
    showLabel: refuse,
    judge: refuse,
    undoJudgement: refuse,
    suggestWords: refuse,
    suggestLabels: refuse,
  };
}
