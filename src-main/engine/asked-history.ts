import type { AskedQuery, PersonHistory } from '../storage/person-history.ts';
import type { PersonStore } from '../storage/person.ts';
import { readHistory } from './settings.ts';

/** Who adds a word to a question within this time goes on with the same one. */
const SAME_QUESTION_MILLISECONDS = 60_000;

/** The questions a person asked, where they want them kept; what was erased is held until it can no longer be undone. */
export class AskedHistory {
  readonly #person: PersonStore;
  readonly #now: () => number;
  #erased: { readonly queries: readonly AskedQuery[]; readonly at: number } | null = null;

  /** @param now milliseconds since 1970 */
  constructor(person: PersonStore, now: () => number = Date.now) {
    this.#person = person;
    this.#now = now;
  }

  get #store(): PersonHistory {
    return this.#person.history;
  }

  /** When something was erased that can be put back. */
  get erasedAt(): number | null {
    return this.#erased?.at ?? null;
  }

  list(): { on: boolean; queries: AskedQuery[] } {
    return { on: readHistory(this.#person), queries: this.#store.all() };
  }

  /** Whether it is kept. */
  ask(query: string): boolean {
    if (!readHistory(this.#person)) return false;
    const at = this.#now();
    const [last] = this.#store.all();
    const isContinued =
      last !== undefined && query.startsWith(last.query) && at - last.at < SAME_QUESTION_MILLISECONDS;
    this.#store.add({ query, at }, isContinued ? last.query : null);
    return true;
  }

  /** Answers how many were erased. */
  erase(query: string | null): number {
    const queries = this.#store.erase(query);
    if (queries.length > 0) this.#erased = { queries, at: this.#now() };
    return queries.length;
  }

  /** Puts back what was erased last; answers how many that are. */
  undo(): number {
    const queries = this.#erased?.queries ?? [];
    this.#erased = null;
    this.#store.putBack(queries);
    return queries.length;
  }
}
