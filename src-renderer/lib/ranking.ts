import type { SearchResult } from '../api/types.ts';

/** What a list can hold: its key is its path. */
interface Placed {
  path: string;
  /** Merely nearer than others. */
  weak?: boolean;
}

/** A document in the list. Its place is its index; everything else belongs to the document. */
export interface Row<Result extends Placed = SearchResult> {
  result: Result;
  /** Places risen by the last change of order, when worth telling. */
  rose: number;
  /** No longer among the best; kept because it is selected. */
  former: boolean;
}

export interface List<Result extends Placed = SearchResult> {
  rows: readonly Row<Result>[];
  /** A better order that waits, because a hand is on the list. */
  better: readonly Result[] | null;
}

export interface Held {
  /** Focus or pointer is on the list. */
  frozen: boolean;
  selected: string | null;
  /** Others that stay although they are no longer among the best. */
  picked?: ReadonlySet<string>;
}

export const NO_ROWS: List<never> = { rows: [], better: null };

/** A rise smaller than this is not worth a sign. */
const WORTH_TELLING = 3;

/** The first list of an answer. */
export function firstList<Result extends Placed>(results: readonly Result[]): List<Result> {
  return { rows: results.map((result) => ({ result, rose: 0, former: false })), better: null };
}

/** The next list of the same answer. Frozen, everything but the order is updated, and what a longer one holds follows. */
export function refined<Result extends Placed>(
  list: List<Result>,
  results: readonly Result[],
  held: Held,
): List<Result> {
  if (!held.frozen) return { rows: reordered(list.rows, results, held), better: null };
  const found = new Map(results.map((result) => [result.path, result]));
  const stay = list.rows.map((row) => ({ ...row, result: inPlace(row.result, found.get(row.result.path)) }));
  const rows = [...stay, ...longer(stay, results)];
  return { rows, better: sameOrder(rows, results) ? null : results };
}

/** The person asked for the better order. */
export function withBetterOrder<Result extends Placed>(
  list: List<Result>,
  held: Omit<Held, 'frozen'>,
): List<Result> {
  if (list.better === null) return list;
  return { rows: reordered(list.rows, list.better, held), better: null };
}

/** More of the same answer: what stands there keeps its place, the rest follows. */
export function extended<Result extends Placed>(
  list: List<Result>,
  results: readonly Result[],
): List<Result> {
  const known = new Set(list.rows.map(({ result }) => result.path));
  const found = new Map(results.map((result) => [result.path, result]));
  const stay = list.rows.map((row) => ({ ...row, result: found.get(row.result.path) ?? row.result }));
  const more = results.filter(({ path }) => !known.has(path));
  return { rows: [...stay, ...firstList(more).rows], better: null };
}

/** The signs of the last move have been seen. */
export function calmed<Result extends Placed>(list: List<Result>): List<Result> {
  if (!list.rows.some((row) => row.rose > 0)) return list;
  return { ...list, rows: list.rows.map((row) => ({ ...row, rose: 0 })) };
}

/** The selection moved on: what was kept only for it leaves. */
export function withoutFormer<Result extends Placed>(
  list: List<Result>,
  held: Omit<Held, 'frozen'>,
): List<Result> {
  const rows = list.rows.filter((row) => !row.former || isHeld(row.result, held));
  return rows.length === list.rows.length ? list : { ...list, rows };
}

/** Without what is merely nearer than others, but for what is chosen. */
export function withoutWeak<Result extends Placed>(
  rows: readonly Row<Result>[],
  held: Omit<Held, 'frozen'>,
): readonly Row<Result>[] {
  return rows.filter((row) => row.result.weak !== true || isHeld(row.result, held));
}

/** Documents of the answer, without one kept for the selection. */
export function documentCount(rows: readonly Row[]): number {
  return rows.filter((row) => !row.former).length;
}

/** Did the first three change? Only then is a new order worth saying. */
export function sameTop(before: List, after: List): boolean {
  const top = (list: List): string =>
    list.rows
      .slice(0, 3)
      .map((row) => row.result.path)
      .join('\n');
  return top(before) === top(after);
}

function reordered<Result extends Placed>(
  rows: readonly Row<Result>[],
  results: readonly Result[],
  held: Omit<Held, 'frozen'>,
): Row<Result>[] {
  const formerPlace = new Map(rows.map((row, index) => [row.result.path, index]));
  const next = results.map((result, index): Row<Result> => {
    const before = formerPlace.get(result.path) ?? index;
    return { result, rose: risen(rows[before]?.rose ?? 0, before - index), former: false };
  });
  const found = new Set(results.map(({ path }) => path));
  for (const kept of rows.filter(({ result }) => isHeld(result, held) && !found.has(result.path)))
    next.splice(formerPlace.get(kept.result.path) ?? next.length, 0, { ...kept, rose: 0, former: true });
  return next;
}

/** As many of those that are not listed yet as make the list as long as the next one is. */
function longer<Result extends Placed>(
  rows: readonly Row<Result>[],
  results: readonly Result[],
): readonly Row<Result>[] {
  const listed = new Set(rows.map(({ result }) => result.path));
  const unlisted = results.filter(({ path }) => !listed.has(path));
  return firstList(unlisted.slice(0, Math.max(0, results.length - rows.length))).rows;
}

/** What is folded away or not is part of the order. */
function inPlace<Result extends Placed>(before: Result, now: Result | undefined): Result {
  if (now === undefined) return before;
  return before.weak === now.weak ? now : { ...now, weak: before.weak };
}

function isHeld({ path }: Placed, { selected, picked }: Omit<Held, 'frozen'>): boolean {
  return path === selected || picked?.has(path) === true;
}

/** A sign stays through a later stage that leaves the document where it rose to. */
function risen(told: number, now: number): number {
  if (now >= WORTH_TELLING) return now;
  return now >= 0 ? told : 0;
}

function sameOrder(rows: readonly Row<Placed>[], results: readonly Placed[]): boolean {
  return (
    rows.length === results.length &&
    rows.every(
      ({ result }, index) => result.path === results[index]?.path && result.weak === results[index]?.weak,
    )
  );
}
