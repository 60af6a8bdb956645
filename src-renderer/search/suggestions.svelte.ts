import type { Client } from '../api/client.ts';
import type { AskedQuery, Completion, SavedSearch } from '../api/types.ts';
import { recalled } from '../lib/recall.ts';

/** What a filter's name or value takes the place of, or a whole query of before. */
export type Suggestion =
  | { readonly kind: 'filter'; readonly text: string; readonly detail: string; readonly item: Completion }
  | {
      readonly kind: 'saved' | 'recent';
      readonly text: string;
      readonly detail: string;
      readonly query: string;
    };

interface Before {
  readonly searches: readonly SavedSearch[];
  readonly asked: readonly AskedQuery[];
}

/** Longer than a search waits: a list that comes and goes with every key helps nobody. */
const PAUSE_MS = 120;
const MOST = 8;
/** Of a name that is typed already only the colon is missing, and one letter begins too many. */
const LEAST_OF_NAME = 2;

/** What the words may go on with: filters and their values, searches of before. */
export class Suggestions {
  items = $state.raw<readonly Suggestion[]>([]);
  /** Index of the one that Enter takes; −1: what is typed. */
  at = $state(-1);

  #client: Client;
  #before: Before;
  #request: AbortController | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(client: Client, before: Before) {
    this.#client = client;
    this.#before = before;
  }

  get open(): boolean {
    return this.items.length > 0;
  }

  get reached(): Suggestion | undefined {
    return this.items[this.at];
  }

  /** @param isWhole the words are the whole query: searches of before may take their place */
  type(words: string, caret: number, isWhole: boolean): void {
    this.#cancel();
    if (words.trim() === '') this.close();
    else this.#timer = setTimeout(() => void this.#ask(words, caret, isWhole), PAUSE_MS);
  }

  /** Round the suggestions and back to what is typed. */
  move(step: number): void {
    const places = this.items.length + 1;
    this.at = ((this.at + 1 + step + places) % places) - 1;
  }

  close(): void {
    this.#cancel();
    this.items = [];
    this.at = -1;
  }

  #cancel(): void {
    this.#request?.abort();
    this.#request = null;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  async #ask(words: string, caret: number, isWhole: boolean): Promise<void> {
    const request = new AbortController();
    this.#request = request;
    const filters = await this.#filters(words, caret, request.signal);
    if (request.signal.aborted) return;
    const before = isWhole ? recalled(words, this.#before) : [];
    const searches = before.map(({ kind, text, query }) => ({
      kind,
      text,
      detail: text === query ? '' : query,
      query,
    }));
    this.items = [...filters, ...searches].slice(0, MOST);
    this.at = -1;
  }

  async #filters(words: string, caret: number, signal: AbortSignal): Promise<Suggestion[]> {
    try {
      const { items } = await this.#client.search.complete({ query: words, caret, limit: MOST }, { signal });
      return items
        .filter((item) => isHelpful(item, words, caret))
        .map((item) => ({ kind: 'filter', text: item.text, detail: item.detail, item }));
    } catch {
      // A query can be typed without help.
      return [];
    }
  }
}

/** "to" is a word before it is a filter; what is typed in full needs no proposal. */
function isHelpful({ start, text }: Completion, words: string, caret: number): boolean {
  const typed = words.slice(start, caret).toLowerCase();
  if (text.toLowerCase() === typed) return false;
  return !text.endsWith(':') || (typed.length >= LEAST_OF_NAME && `${typed}:` !== text);
}
