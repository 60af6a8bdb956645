import { documentCount, withoutWeak, type Held, type List, type Row } from '../lib/ranking.ts';
import type { Answer } from './answer.ts';
import { MOST_LISTED } from './ask-more.ts';

/** Documents of a list, until more of it is wanted. */
export const LIST_LIMIT = 50;
/** Pixels of the lowest rows: less text than usual, or none. */
const LEAST_ROW = 100;
/** Ready below what is seen, for a first turn of the wheel. */
const ROWS_BELOW = 2;

/**
 * Rows of a first list: those that the window shows. What lies below them comes with the better list.
 * @param height of the window in CSS pixels
 */
export function rowsAtFirst(height: number): number {
  return Math.min(LIST_LIMIT, Math.ceil(height / LEAST_ROW) + ROWS_BELOW);
}

/** What a listing is made of. */
export interface Listed {
  readonly list: List;
  readonly answer: Answer | null;
  readonly held: Omit<Held, 'frozen'>;
}

/** How much of an answer is listed: what is seen, what is folded away, and what would follow. */
export class Listing {
  /** What neither words nor meaning make an answer is listed too. */
  weakShown = $state(false);
  readonly rows: readonly Row[] = $derived.by(() => {
    const { list, held } = this.#of();
    return this.weakShown ? list.rows : withoutWeak(list.rows, held);
  });

  #of: () => Listed;

  constructor(of: () => Listed) {
    this.#of = of;
  }

  /** Documents that are seen. */
  get count(): number {
    return documentCount(this.rows);
  }

  /** Documents that are seen, or will be with the better list that is on its way. */
  get expected(): number {
    const isComing = this.#of().answer?.final === false;
    return isComing ? Math.max(this.count, Math.min(this.total, LIST_LIMIT)) : this.count;
  }

  /** Documents of the answer that are here, seen or folded away. */
  get loaded(): number {
    return documentCount(this.#of().list.rows);
  }

  /** Documents that the answer lists, as far as a list goes. */
  get total(): number {
    const { answer } = this.#of();
    return (this.weakShown ? answer?.total : answer?.strong) ?? 0;
  }

  get strong(): number {
    return this.#of().answer?.strong ?? 0;
  }

  /** Documents that are merely nearer than others. */
  get weak(): number {
    const { answer } = this.#of();
    return answer === null ? 0 : answer.total - answer.strong;
  }

  /** How many more of the answer can be listed. */
  get further(): number {
    const { answer } = this.#of();
    const isWhole = answer?.final !== true || this.loaded >= Math.min(answer.total, MOST_LISTED);
    return isWhole ? 0 : Math.max(0, this.total - this.count);
  }

  /** How many more were found than a list holds. */
  get unlisted(): number {
    const isFull = this.#of().answer?.final === true && this.loaded >= MOST_LISTED;
    return isFull ? Math.max(0, this.total - this.count) : 0;
  }

  /** The answer, where it turns out to hold no more than what is here. */
  get exhausted(): Answer | null {
    const { answer, list } = this.#of();
    if (answer === null) return null;
    const strong = documentCount(withoutWeak(list.rows, { selected: null }));
    return { ...answer, total: this.loaded, strong: Math.min(answer.strong, strong) };
  }
}
