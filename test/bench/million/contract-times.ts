import type { SearchMode, SearchStage } from '../../../src-main/contract/index.ts';
import { quantile } from '../../../src-main/engine/evaluation-measures.ts';
import type { Connection } from '../../../src-main/rpc/connect.ts';
import type { Row } from '../report.ts';

/** Milliseconds until each stage of every query arrived here. */
export type StageTimes = ReadonlyMap<string, readonly number[]>;

/** Asks one query after the other and times the stages. */
export async function timeStages(
  connection: Connection,
  queries: readonly string[],
  mode: SearchMode,
  tell: (text: string) => void,
): Promise<StageTimes> {
  const times = new Map<string, number[]>();
  for (const [index, query] of queries.entries()) {
    if (index % 50 === 0) tell(`${mode}, ${index} of ${queries.length} queries …`);
    const started = performance.now();
    for await (const { stage } of await connection.client.search.run({ query, mode }))
      times.set(stage, [...(times.get(stage) ?? []), performance.now() - started]);
  }
  return times;
}

/** The last list of an answer. */
export async function lastStage(
  connection: Connection,
  query: string,
  mode: SearchMode,
): Promise<SearchStage | undefined> {
  let last: SearchStage | undefined;
  for await (const stage of await connection.client.search.run({ query, mode })) last = stage;
  return last;
}

/** Bounds of the median and of the slowest twentieth. */
export interface Bounds {
  readonly p50?: number;
  readonly p95?: number;
}

/** Rows of one stage's times. */
export function timeRows(work: string, times: readonly number[], bounds: Bounds = {}): Row[] {
  const row = (share: number, most: number | undefined): Row => {
    const told: Row = {
      work: `${work} p${100 * share}`,
      value: quantile(times, share),
      unit: 'ms',
      isQuality: false,
    };
    return most === undefined ? told : { ...told, bound: { most } };
  };
  return [row(0.5, bounds.p50), row(0.95, bounds.p95), row(0.99, undefined)];
}
