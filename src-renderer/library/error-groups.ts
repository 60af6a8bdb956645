import type { FileError } from '../api/types.ts';

/** Files that could not be read for one reason. */
export interface ErrorGroup {
  code: string;
  /** The reason in the words of the most of them. */
  name: string;
  count: number;
}

/** By reason, the most frequent first; the words are those without what is of one file alone. */
export function errorGroups(errors: readonly FileError[]): ErrorGroup[] {
  const groups = new Map<string, FileError[]>();
  for (const error of errors) groups.set(error.code, [...(groups.get(error.code) ?? []), error]);
  return [...groups]
    .map(([code, all]) => ({ code, name: commonest(all.map(({ cause }) => cause)), count: all.length }))
    .toSorted((left, right) => right.count - left.count || (left.name < right.name ? -1 : 1));
}

export function ofReason(errors: readonly FileError[], code: string | null): readonly FileError[] {
  return code === null ? errors : errors.filter((error) => error.code === code);
}

function commonest(texts: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  const [first = ''] = [...counts].toSorted((left, right) => right[1] - left[1]).map(([text]) => text);
  return first.replace(/\.$/, '');
}
