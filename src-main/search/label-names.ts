import { labelKey } from '../lib/text/label-key.ts';

/** A label as searches know it. */
export interface ToldLabel {
  readonly id: number;
  readonly name: string;
  readonly parent: number | null;
  readonly colour: number;
}

/** The labels there are, by name. */
export class LabelNames {
  readonly #labels: readonly ToldLabel[];

  constructor(labels: readonly ToldLabel[]) {
    this.#labels = labels.toSorted((left, right) => compare(labelKey(left.name), labelKey(right.name)));
  }

  /** The label of that name and those that lie under it; none where the name is unknown. */
  named(name: string): number[] {
    const key = labelKey(name);
    const id = this.#labels.find((label) => labelKey(label.name) === key)?.id;
    if (id === undefined) return [];
    return this.#labels.filter((label) => label.id === id || label.parent === id).map((label) => label.id);
  }

  /** Every label, by name. */
  all(): readonly ToldLabel[] {
    return this.#labels;
  }

  /** Labels of these ids, by name; what is not known is left out. */
  ofIds(ids: readonly number[]): ToldLabel[] {
    return this.#labels.filter(({ id }) => ids.includes(id));
  }
}

function compare(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}
