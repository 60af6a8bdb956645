import type { Label, LabelInput } from '../api/types.ts';

/** What of a label changes. */
export type Change = Partial<Pick<LabelInput, 'name' | 'words' | 'parent' | 'colour' | 'threshold'>>;

/** A label as it is saved: as it was, but for what changes. */
export function inputOf(label: Label, change: Change): LabelInput {
  const { id, name, parent, colour, threshold } = label;
  return { id, name, parent, colour, threshold, words: label.words.map(({ word }) => word), ...change };
}
