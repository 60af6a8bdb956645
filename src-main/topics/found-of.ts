import type { Fitted, FoundLabel } from './found-labels.ts';
import { standings } from './health.ts';
import { carriers, type LabelState } from './label-state.ts';
import type { SpokenWords } from './spoken.ts';
import type { TopicLibrary } from './topic-library.ts';

/** What fitting found of labels: who carries them, and how they stand. */
export function foundOf(
  states: readonly LabelState[],
  library: TopicLibrary,
  spoken: SpokenWords,
): Omit<Fitted, 'rank' | 'edition'> {
  const carried = states.map((state) => carriers(state, library));
  const stand = standings(
    states.map(({ given, judged, topic, isDefined }, index) => {
      const { vector, drifted } = topic.heavy ?? topic.light;
      const isByWords = ![...judged.values()].includes(true);
      return {
        vector,
        isDefined,
        isEverywhere: isByWords && given.words.every((word) => spoken.isEverywhere(word)),
        isUnspoken: isByWords && given.words.every((word) => spoken.count(word) === 0),
        isVague: isByWords && given.words.length < 2,
        drifted,
        members: carried[index]!.rows,
      };
    }),
  );
  const labelled = new Set(carried.flatMap(({ rows }) => rows));
  return {
    labels: states.map(({ given, topic }, index) => ({
      id: given.id,
      gauge: library.gauge(topic),
      holding: given.words.map((word) => spoken.count(word)),
      ...contentsOf(states[index]!, carried[index]!, library),
      nearLine: carried[index]!.nearLine,
      standing: stand[index]!,
    })),
    upTo: library.contents.at(-1) ?? 0,
    documents: library.contents.length,
    unlabelled: library.contents.length - labelled.size,
    deep: library.deep,
  };
}

/** What a label's documents hold, by the person's word alone where nothing can be compared. */
function contentsOf(
  { beyond }: LabelState,
  { rows, scores }: Pick<ReturnType<typeof carriers>, 'rows' | 'scores'>,
  library: TopicLibrary,
): Pick<FoundLabel, 'contents' | 'scores'> {
  const put = beyond.filter(({ belongs }) => belongs).map(({ content }) => content);
  return {
    contents: Uint32Array.from([...put, ...rows.map((row) => library.contents[row]!)]),
    scores: Float32Array.from([...put.map(() => 0), ...scores.map(hundredths)]),
  };
}

/** As scores are stored: what changes less is not written again. */
function hundredths(score: number): number {
  return Math.round(score * 100) / 100;
}
