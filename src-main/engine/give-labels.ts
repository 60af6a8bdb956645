import type { Calls } from '../lib/calls.ts';
import type { StoredJudgement, StoredLabel } from '../storage/person-labels.ts';
import type { Fitted, FoundLabel, GivenLabel } from '../topics/found-labels.ts';
import { PROPOSED } from '../topics/label.ts';
import type { HeavyWords } from './word-vectors.ts';
import type { WriteHandlers } from './write-thread.ts';

/** Labels as they are to be fitted, with what the heavy model makes of their words. */
export function givenLabels(
  labels: readonly StoredLabel[],
  judgements: readonly StoredJudgement[],
  words: Pick<HeavyWords, 'vectorsOf'>,
): Promise<GivenLabel[]> {
  const said = Map.groupBy(judgements, ({ label }) => label);
  return Promise.all(
    labels.map(async (label) => ({
      id: label.id,
      words: label.words,
      heavy: await words.vectorsOf(label.words),
      judged: (said.get(label.id) ?? []).map(({ hash, verdict }) => ({ hash, belongs: verdict === 1 })),
      threshold: label.threshold,
    })),
  );
}

/** The writer's calls that give documents their labels. */
export type LabelGiver = Pick<Calls<WriteHandlers>, 'setLabeller' | 'assign'>;

interface Giving {
  readonly given: readonly GivenLabel[];
  readonly fitted: Fitted;
  /** What documents were given last; null where that is not known. */
  readonly before: Fitted | null;
}

/** Gives documents their labels, those that are there and those to come. */
export async function giveLabels(writer: LabelGiver, { given, fitted, before }: Giving): Promise<void> {
  await writer.setLabeller({
    labels: fitted.labels.map(({ gauge }, index) => ({
      gauge,
      threshold: given[index]?.threshold ?? PROPOSED,
      judged: given[index]?.judged ?? [],
    })),
  });
  const known = new Map(before?.labels.map((label) => [label.id, label]));
  for (const found of fitted.labels) {
    if (before?.upTo === fitted.upTo && isSame(known.get(found.id), found)) continue;
    const { id: label, contents, scores } = found;
    await writer.assign({ label, contents, scores, upTo: fitted.upTo });
  }
}

function isSame(before: FoundLabel | undefined, found: FoundLabel): boolean {
  return (
    before?.contents.length === found.contents.length &&
    before.contents.every((content, place) => content === found.contents[place]) &&
    before.scores.every((score, place) => score === found.scores[place])
  );
}
