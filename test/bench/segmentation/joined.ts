import { seededRandom } from '../../helpers/random.ts';
import type { Dataset, Record } from './dataset.ts';

/** Records joined end to end, nothing but a line end between them. */
export interface Joined extends Record {
  readonly parts: readonly string[];
  /** Where each part begins in the text. */
  readonly starts: readonly number[];
}

const BETWEEN = '\n';

/** The same order for the same seed (Fisher and Yates). */
export function shuffled<T>(items: readonly T[], seed: number): T[] {
  const random = seededRandom(seed);
  const order = [...items];
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
  return order;
}

/** Groups of neighbours, each as soon as it is full; what is left over joins the last. */
export function grouped<T>(items: readonly T[], isFull: (group: readonly T[]) => boolean): T[][] {
  const groups: T[][] = [];
  let group: T[] = [];
  for (const item of items) {
    group.push(item);
    if (!isFull(group)) continue;
    groups.push(group);
    group = [];
  }
  if (groups.length === 0) return group.length === 0 ? [] : [group];
  groups.at(-1)!.push(...group);
  return groups;
}

export function joinRecords(records: readonly Record[]): Joined {
  const starts: number[] = [];
  let text = '';
  for (const record of records) {
    if (text !== '') text += BETWEEN;
    starts.push(text.length);
    text += record.text;
  }
  return { id: `joined-${records[0]?.id ?? ''}`, text, parts: records.map(({ id }) => id), starts };
}

/** The set with each group as one document, judged as the best of its parts. */
export function joinDataset(dataset: Dataset, groups: readonly (readonly Record[])[]): Dataset {
  const joined = groups.map((group) =>
    group.length === 1 ? { ...group[0]!, parts: [group[0]!.id] } : joinRecords(group),
  );
  const wholeOf = new Map(joined.flatMap(({ id, parts }) => parts.map((part) => [part, id] as const)));
  const judgements = new Map(
    [...dataset.judgements].map(([query, scores]) => [query, bestOfParts(scores, wholeOf)] as const),
  );
  return { records: joined, queries: dataset.queries, judgements };
}

function bestOfParts(
  scores: ReadonlyMap<string, number>,
  wholeOf: ReadonlyMap<string, string>,
): Map<string, number> {
  const best = new Map<string, number>();
  for (const [part, score] of scores) {
    const whole = wholeOf.get(part);
    if (whole !== undefined) best.set(whole, Math.max(score, best.get(whole) ?? 0));
  }
  return best;
}
