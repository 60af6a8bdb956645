import type { Row } from '../report.ts';
import { CUTS, passageStarts } from './cuts.ts';
import type { Dataset, Record } from './dataset.ts';
import { grouped, joinDataset, shuffled } from './joined.ts';
import { mean } from '../../../src-main/engine/evaluation-measures.ts';
import { runDataset } from './run-dataset.ts';

/** Words from which on a document is long: more than 20 passages of 220 tokens. */
const LONG_WORDS = 4_500;
const DEPTH = 10;

/** Records that stand alone, and groups of others that make one document each. */
interface Layout {
  readonly short: readonly Record[];
  readonly long: readonly (readonly Record[])[];
}

/** Whether each query finds one of its short documents among the first ten, and one of its long ones. */
interface Successes {
  readonly short: boolean[];
  readonly long: boolean[];
}

type Rankings = ReadonlyMap<string, readonly string[]>;

/**
 * success@10 of the same queries at records that stand alone and at the same records inside of long documents: half of
 * the records are joined, then the other half. The yardstick is the list over records that all stand alone, each
 * replaced by the document it would be part of: what a search would find to which length meant nothing.
 */
export async function measureLengths(
  name: string,
  dataset: Dataset,
  seeds: readonly number[],
): Promise<Row[]> {
  const layouts = seeds.flatMap((seed) => layoutsOf(dataset.records, seed));
  const alone = { ...dataset };
  const rows: Row[] = [];
  for (const [cutName, cut] of Object.entries(CUTS)) {
    const singles = (await runDataset(alone, cut, 'light')).ranked;
    const found: Successes = { short: [], long: [] };
    const yardstick: Successes = { short: [], long: [] };
    for (const layout of layouts) {
      const mixed = joinDataset(dataset, [...layout.short.map((record) => [record]), ...layout.long]);
      const { ranked } = await runDataset(mixed, cut, 'light');
      addSuccesses(found, { dataset, layout, ranked });
      addSuccesses(yardstick, { dataset, layout, ranked: collapsed(singles, layout) });
    }
    const long = layouts.flatMap((layout) => joinDataset(dataset, layout.long).records);
    rows.push(
      ...rowsOf(`${name} mixed, ${cutName}`, found, yardstick),
      row(
        `${name} mixed, ${cutName}: passages of the shortest long document`,
        Math.min(...long.map(({ text }) => passageStarts(text, cut).length)),
      ),
    );
  }
  return rows;
}

function layoutsOf(records: readonly Record[], seed: number): Layout[] {
  const order = shuffled(records, seed);
  const middle = Math.floor(order.length / 2);
  const halves = [order.slice(0, middle), order.slice(middle)] as const;
  return [halves, halves.toReversed()].map(([short = [], long = []]) => ({
    short,
    long: grouped(long, (group) => countWords(group) >= LONG_WORDS),
  }));
}

function countWords(records: readonly Record[]): number {
  return records.reduce((sum, { text }) => sum + text.split(/\s+/).length, 0);
}

function addSuccesses(
  successes: Successes,
  { dataset, layout, ranked }: { dataset: Dataset; layout: Layout; ranked: Rankings },
): void {
  const mixed = joinDataset(dataset, [...layout.short.map((record) => [record]), ...layout.long]);
  const short = new Set(layout.short.map(({ id }) => id));
  for (const [query, judged] of mixed.judgements) {
    const first = new Set(ranked.get(query)?.slice(0, DEPTH));
    const right = { short: [...judged.keys()].filter((id) => short.has(id)), long: [] as string[] };
    right.long = [...judged.keys()].filter((id) => !short.has(id));
    for (const length of ['short', 'long'] as const)
      if (right[length].length > 0) successes[length].push(right[length].some((id) => first.has(id)));
  }
}

/** Rankings of records as rankings of the documents they would be part of. */
function collapsed(singles: Rankings, layout: Layout): Rankings {
  const wholeOf = new Map(
    layout.long.flatMap((group) => group.map(({ id }) => [id, `joined-${group[0]?.id ?? ''}`] as const)),
  );
  return new Map(
    [...singles].map(([query, ranked]) => [query, [...new Set(ranked.map((id) => wholeOf.get(id) ?? id))]]),
  );
}

function rowsOf(work: string, found: Successes, yardstick: Successes): Row[] {
  return (['short', 'long'] as const).flatMap((length) => [
    row(`${work}: success@${DEPTH} at ${length} documents`, share(found[length])),
    row(`${work}: … were length to mean nothing`, share(yardstick[length])),
  ]);
}

function row(work: string, value: number): Row {
  return { work, value, unit: '', isQuality: true };
}

function share(successes: readonly boolean[]): number {
  return mean(successes.map(Number));
}
