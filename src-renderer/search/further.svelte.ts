import type { Client } from '../api/client.ts';
import type { SearchResult } from '../api/types.ts';
import type { Answer } from './answer.ts';
import { askMore } from './ask-more.ts';
import type { Listing } from './listing.svelte.ts';

/** The answer that stands, and what it was asked with. */
interface Standing {
  readonly answer: Answer | null;
  readonly asTyped: boolean;
  /** Another one once something else is asked. */
  readonly request: AbortController | null;
}

interface FurtherOptions {
  readonly standing: () => Standing;
  readonly onListed: (results: readonly SearchResult[]) => void;
  /** All of it was listed already. */
  readonly onExhausted: (answer: Answer | null) => void;
}

/** Lists more of an answer, behind what stands there. */
export class Further {
  /** More is on its way. */
  extending = $state(false);
  #client: Client;
  #listing: Listing;
  #options: FurtherOptions;

  constructor(client: Client, listing: Listing, options: FurtherOptions) {
    this.#client = client;
    this.#listing = listing;
    this.#options = options;
  }

  /** The next page. */
  async more(): Promise<void> {
    const listing = this.#listing;
    const { standing, onListed, onExhausted } = this.#options;
    const { answer, asTyped, request } = standing();
    if (answer === null || request === null || this.extending || listing.further === 0) return;
    this.extending = true;
    const { loaded: listed } = listing;
    const results = await askMore(this.#client, { ...answer, asTyped, listed }, request.signal);
    this.extending = false;
    if (request !== standing().request) return;
    onListed(results);
    if (listing.loaded === listed) onExhausted(listing.exhausted);
  }

  /** Everything that can be listed, one page after the other. */
  async all(): Promise<void> {
    const listing = this.#listing;
    for (let { loaded } = listing; listing.further > 0; { loaded } = listing) {
      await this.more();
      // Nobody answered.
      if (listing.loaded === loaded) return;
    }
  }
}
