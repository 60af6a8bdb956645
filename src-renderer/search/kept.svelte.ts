import type { Client } from '../api/client.ts';
import { failureText, failureOf, type Failure } from '../api/failure.ts';
import type { AskedQuery, Match, SavedSearch, Undone } from '../api/types.ts';
import { follow } from '../library/follow.ts';
import type { Tell, ToastOptions } from '../ui/toasts.svelte.ts';

/** What is new of a saved search that was just opened. */
export interface OpenedNews {
  readonly query: string;
  readonly documents: readonly Match[];
}

/** The searches a person keeps, what is new under them, and what was asked before. */
export class Kept {
  searches = $state.raw<readonly SavedSearch[]>([]);
  /** The newest first; none where the history is off. */
  asked = $state.raw<readonly AskedQuery[]>([]);
  historyOn = $state(true);
  opened = $state.raw<OpenedNews | null>(null);
  /** The query that gets a name now. */
  naming = $state<string | null>(null);
  failure = $state.raw<Failure | null>(null);

  #client: Client;
  #tell: Tell;
  #following: AbortController | null = null;

  constructor(client: Client, tell: Tell) {
    this.#client = client;
    this.#tell = tell;
  }

  get news(): number {
    return this.searches.reduce((sum, search) => sum + search.news, 0);
  }

  async start(): Promise<void> {
    this.stop();
    const following = new AbortController();
    this.#following = following;
    void follow({
      open: () => this.#client.searches.follow(undefined, { signal: following.signal }),
      take: ({ searches }) => (this.searches = searches),
      broken: () => undefined,
      signal: following.signal,
    });
    await this.loadHistory();
  }

  stop(): void {
    this.#following?.abort();
  }

  savedAs(query: string): SavedSearch | undefined {
    return this.searches.find((search) => search.query === query);
  }

  /** Asks for a name, or drops the search that is saved. */
  async toggle(query: string): Promise<void> {
    const known = this.savedAs(query);
    if (known === undefined) {
      this.failure = null;
      this.naming = query;
      return;
    }
    await this.#change(() => this.#client.searches.remove({ id: known.id }));
    if (this.failure === null) this.#tell(`${known.name} is no longer saved.`, this.#undoable());
  }

  /** Answers whether it is saved. */
  async save(name: string, query: string, tell: boolean): Promise<boolean> {
    await this.#change(() => this.#client.searches.save({ name, query, tell }));
    if (this.failure !== null) return false;
    const saved = this.searches.find((search) => search.name === name);
    this.#tell(`Saved as ${name}.`, saved && undoing(() => this.#unsave(saved)));
    return true;
  }

  /** Shows what is new of a search that is asked again; it is not new any more. */
  async open({ id, query, news }: SavedSearch): Promise<void> {
    this.opened = null;
    if (news === 0) return;
    await this.#change(async () => {
      const [fresh] = (await this.#client.searches.news({ id })).news;
      this.opened = { query, documents: fresh?.documents ?? [] };
      return this.#client.searches.seen({ id });
    });
  }

  async loadHistory(): Promise<void> {
    await this.#try(async () => {
      const { on, queries } = await this.#client.searches.history();
      this.historyOn = on;
      this.asked = queries;
    });
  }

  /** A question that stood for a while, or whose answer was used. */
  async ask(query: string): Promise<void> {
    if (!this.historyOn) return;
    await this.#try(async () => {
      await this.#client.searches.asked({ query });
    });
    await this.loadHistory();
  }

  async switchHistory(on: boolean): Promise<void> {
    await this.#try(async () => {
      await this.#client.engine.change({ history: on });
    });
    await this.loadHistory();
  }

  /** One question, or all: those are brought back where they were erased, in Settings. */
  async erase(query?: string): Promise<void> {
    await this.#try(async () => {
      const { queries } = await this.#client.searches.erase(query === undefined ? {} : { query });
      this.#tell(
        queries === 1 ? 'One question is erased.' : `${queries} questions are erased.`,
        query === undefined || queries === 0 ? {} : this.#undoable(),
      );
    });
    await this.loadHistory();
  }

  async undo(): Promise<void> {
    await this.#try(async () => {
      const { undone } = await this.#client.searches.undo();
      this.#tell(undoneText(undone));
    });
    await this.loadHistory();
  }

  async #unsave({ id, name }: SavedSearch): Promise<void> {
    await this.#change(() => this.#client.searches.remove({ id }));
    if (this.failure === null) this.#tell(`${name} is not saved.`);
  }

  #undoable(): ToastOptions {
    return undoing(() => this.undo());
  }

  async #change(call: () => Promise<{ searches: SavedSearch[] }>): Promise<void> {
    await this.#try(async () => {
      this.searches = (await call()).searches;
    });
  }

  async #try(work: () => Promise<void>): Promise<void> {
    this.failure = await failureOf(work);
    // The dialog says it beside the name.
    if (this.failure !== null && this.naming === null) this.#tell(failureText(this.failure));
  }
}

/** One such message at a time: the engine takes back what was done last. */
function undoing(undo: () => Promise<void>): ToastOptions {
  return { kind: 'kept', action: { name: 'Undo', run: () => void undo() } };
}

function undoneText(undone: Undone | null): string {
  if (undone === null) return 'Nothing is left to take back.';
  if (undone.kind === 'erase') return 'What was erased is back.';
  return undone.kind === 'remove' ? `${undone.name} is saved again.` : `It is called ${undone.name} again.`;
}
