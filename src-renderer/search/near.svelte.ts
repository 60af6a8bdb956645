import type { Client } from '../api/client.ts';
import { toFailure, type Failure } from '../api/failure.ts';
import type { SearchResult, SimilarDocument } from '../api/types.ts';
import type { Announcer } from '../lib/announcer.svelte.ts';
import { counted } from '../lib/format.ts';
import { titled } from '../lib/place.ts';
import type { Preview } from './preview.svelte.ts';

const LIMIT = 30;

/** Documents close to one, in the place of the list until it is left. */
export class Near {
  /** The document they are close to. */
  of = $state.raw<SearchResult | null>(null);
  results = $state.raw<readonly SimilarDocument[]>([]);
  /** Said of the whole list, as that it gets better by itself. */
  notes = $state.raw<readonly string[]>([]);
  failure = $state.raw<Failure | null>(null);
  busy = $state(false);
  selected = $state<string | null>(null);

  #client: Client;
  #announcer: Announcer;
  #preview: Preview;
  #before = 0;
  #request: AbortController | null = null;

  constructor(client: Client, announcer: Announcer, preview: Preview) {
    this.#client = client;
    this.#announcer = announcer;
    this.#preview = preview;
  }

  /** Keeps the list before where it is asked from. */
  async find(of: SearchResult): Promise<void> {
    this.#request?.abort();
    const request = new AbortController();
    this.#request = request;
    if (this.of === null) this.#before = this.#preview.at;
    Object.assign(this, { of, results: [], notes: [], failure: null, selected: null, busy: true });
    try {
      const found = await this.#client.similar.documents(
        { path: of.path, limit: LIMIT },
        { signal: request.signal },
      );
      if (request.signal.aborted) return;
      this.results = found.results;
      this.notes = found.notes.map(({ text }) => text);
      this.#announcer.say(`${counted(found.results.length, 'document')} close to ${titled(of).stem}.`);
    } catch (error) {
      if (!request.signal.aborted) this.failure = toFailure(error);
    }
    if (this.#request === request) this.busy = false;
  }

  /** Back to the list before; answers whether there was one to leave. */
  leave(shown: SearchResult | undefined): boolean {
    if (this.of === null) return false;
    this.#request?.abort();
    this.of = null;
    this.busy = false;
    if (shown === undefined) this.#preview.close();
    else void this.#preview.open(shown, this.#before);
    return true;
  }

  select(path: string): void {
    const result = this.results.find((each) => each.document.path === path);
    if (result === undefined) return;
    this.selected = path;
    void this.#preview.open(asResult(result));
  }

  /** To the next row (or the one before); stays at the ends. */
  move(step: number): void {
    const here = this.results.findIndex((each) => each.document.path === this.selected);
    const next = here < 0 ? 0 : Math.min(this.results.length - 1, Math.max(0, here + step));
    const path = this.results[next]?.document.path;
    if (path !== undefined) this.select(path);
  }
}

/** As the preview takes it: with the passage that is most alike. */
function asResult({ document, there, score }: SimilarDocument): SearchResult {
  const passages = [{ ...there, answer: null, score }];
  return { ...document, score, passages, recognised: false, weak: false, labels: [], reasons: [] };
}
