import type { FormerPage, Settings } from '../api/types.ts';

/** What the engine has said so far; null where it has not. */
interface Told {
  readonly library: { readonly empty: boolean | null; readonly failure: object | null };
  readonly settings: { readonly values: Settings | null };
}

/** How the page stands: as the engine says, and until it has spoken as the page stood last. */
export class Standing {
  readonly #told: Told;
  readonly #former: FormerPage;

  constructor(told: Told, former: FormerPage) {
    this.#told = told;
    this.#former = former;
  }

  readonly empty: boolean | null = $derived.by(() => this.#told.library.empty);

  /** There is something to search in: who opens Inkling wants to type, and the engine may take a moment. */
  readonly filled: boolean = $derived.by(() => {
    if (this.empty !== null) return !this.empty;
    return this.#former.filled && this.#told.library.failure === null;
  });

  readonly look: FormerPage['look'] = $derived.by(() => this.#told.settings.values ?? this.#former.look);

  /** For the next page; null until the engine has spoken. */
  get kept(): FormerPage | null {
    return this.empty === null ? null : { filled: !this.empty, look: this.look };
  }
}
