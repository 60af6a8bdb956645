import { SvelteSet } from 'svelte/reactivity';

import type { Client } from '../api/client.ts';
import { ENGINE_GONE, toFailure, type Failure } from '../api/failure.ts';
import { NO_PICTURES, type Pictures } from '../api/pictures.ts';
import type { SearchMode, SearchResult, SearchStage } from '../api/types.ts';
import type { Announcer } from '../lib/announcer.svelte.ts';
import { counted } from '../lib/format.ts';
import { Hand } from '../lib/hand.ts';
import { Later } from '../lib/later.ts';
import {
  calmed,
  extended,
  firstList,
  NO_ROWS,
  refined,
  withBetterOrder,
  withoutFormer,
} from '../lib/ranking.ts';
import type { List, Row } from '../lib/ranking.ts';
import type { Answer, Asked } from './answer.ts';
import { Arrangement } from './arrangement.svelte.ts';
import { Asking } from './asking.ts';
import { Further } from './further.svelte.ts';
import { LIST_LIMIT, Listing, rowsAtFirst } from './listing.svelte.ts';
import { Near } from './near.svelte.ts';
import { Outside } from './outside.svelte.ts';
import { Picks } from './picks.svelte.ts';
import { Preview } from './preview.svelte.ts';
import { askReliefs, type Relief } from './relief.ts';
import { toldOf } from './telling.ts';
import { TypingPace } from './typing-pace.ts';

/** A shorter wait is not worth a word. */
const STALE_AFTER_MS = 150;
const MOVED_SHOWN_MS = 4000;
/** Close reading that takes longer leaves the preview empty for too long: the best so far is shown. */
const BEST_SHOWN_AFTER_MS = 500;

/** The query, the list that answers it, and what is selected there. */
export class Search {
  text = $state('');
  wordsOnly = $state(false);
  list = $state.raw<List>(NO_ROWS);
  answer = $state.raw<Answer | null>(null);
  failure = $state.raw<Failure | null>(null);
  /** What there is without the filters of a query that finds nothing. */
  reliefs = $state.raw<readonly Relief[]>([]);
  /** The list is for the words before, and that has lasted a while. */
  stale = $state(false);
  selected = $state<string | null>(null);
  /** Under 720 px the preview is its own page. */
  previewOpen = $state(false);
  wide = $state(true);
  readonly listing = new Listing(() => ({ list: this.list, answer: this.answer, held: this.#held }));
  readonly arrangement = new Arrangement(() => this.listing.rows);
  /** The row that the keyboard stands on. */
  readonly active: string | null = $derived.by(() => {
    const { paths } = this.arrangement;
    const isSeen = this.selected !== null && paths.includes(this.selected);
    return isSeen ? this.selected : (paths[0] ?? null);
  });
  readonly further: Further;
  readonly picks = new Picks();
  readonly unfolded = new SvelteSet<string>();
  readonly gone = new SvelteSet<string>();
  readonly hand = new Hand();
  readonly preview: Preview;
  readonly near: Near;
  readonly outside: Outside;

  #client: Client;
  #announcer: Announcer;
  #asking: Asking;
  #request: AbortController | null = null;
  readonly #pace = new TypingPace();
  readonly #typing = new Later();
  readonly #waiting = new Later();
  readonly #calming = new Later();
  readonly #showing = new Later();
  /** Whether misspelt words were to stay as they are. */
  #asTyped = false;
  /** The person chose the selected document, or began to read it; until then it is the best one. */
  #picked = false;
  /** The words are no longer those that the list answers: whatever was chosen of it was not chosen for them. */
  #isOther = false;

  /** @param onAsked hears a question that was asked, not one that is being typed */
  constructor(
    client: Client,
    announcer: Announcer,
    onAsked: (query: string) => void = () => {},
    pictures: Pictures = NO_PICTURES,
  ) {
    this.#client = client;
    this.#announcer = announcer;
    this.#asking = new Asking(onAsked);
    this.preview = new Preview({ client, pictures, onGone: (path) => this.gone.add(path) });
    this.near = new Near(client, announcer, this.preview);
    this.further = new Further(client, this.listing, {
      standing: () => ({ answer: this.answer, asTyped: this.#asTyped, request: this.#request }),
      onListed: (results) => {
        this.list = extended(this.list, results);
        this.#sayListed();
      },
      onExhausted: (answer) => (this.answer = answer),
    });
    this.outside = new Outside(client, (message) => announcer.say(message));
  }

  get blank(): boolean {
    return this.text.trim() === '';
  }

  /** Every key. After a rest it is asked in the same task, before it is painted: the engine works meanwhile. */
  type(text: string): void {
    this.#write(text);
    const pause = this.#pace.pauseAt(performance.now());
    if (this.blank) return;
    if (pause === 0) void this.run();
    else this.#typing.do(() => void this.run(), pause);
  }

  /** The answer before is no longer wanted. */
  #write(text: string): void {
    this.#isOther ||= text.trim() !== this.text.trim();
    this.text = text;
    this.near.leave(this.rowOf(this.selected)?.result);
    this.#asking.typed();
    this.#cancel();
    this.#announcer.hush();
    if (this.blank) this.#clear();
    else if (!this.#waiting.waits) this.#waiting.do(() => (this.stale = true), STALE_AFTER_MS);
  }

  /** Searches at once: a recent query, another mode, a second try. */
  ask(text = this.text): void {
    this.#write(text);
    this.#asking.meant();
    if (!this.blank) void this.run();
  }

  /** The words stay as they are, misspelt or not, until others are typed. */
  askAsTyped(): void {
    this.#write(this.text);
    void this.run({ asTyped: true });
  }

  setWordsOnly(wordsOnly: boolean): void {
    this.wordsOnly = wordsOnly;
    this.ask();
  }

  /** Asks the same once more, unheard: what there is to find has changed. */
  async renew(): Promise<void> {
    if (this.blank) return;
    await this.run({ asTyped: this.#asTyped, silent: true });
    if (this.selected !== null) return;
    this.previewOpen = false;
    this.preview.close();
  }

  /** The engine is back: what it could not answer is asked once more. */
  async goOn(): Promise<void> {
    if (this.failure !== null) await this.renew();
  }

  /** @param again whether it is asked a second time, of a new engine */
  async run({ asTyped = false, silent = false, again = false } = {}): Promise<void> {
    this.#cancel();
    const query = this.text.trim();
    const mode: SearchMode = this.wordsOnly ? 'lexical' : 'close';
    const request = new AbortController();
    this.#request = request;
    this.#asTyped = asTyped;
    this.hand.newQuery();
    try {
      let first = true;
      const stages = await this.#client.search.run(
        {
          query,
          mode,
          limit: LIST_LIMIT,
          asTyped,
          ...(this.#isCut(silent) && { first: rowsAtFirst(innerHeight) }),
        },
        { signal: request.signal },
      );
      for await (const stage of stages) {
        if (request.signal.aborted) return;
        this.#take(stage, { query, mode, first, silent });
        first = false;
      }
    } catch (error) {
      if (request.signal.aborted) return;
      const failure = toFailure(error);
      if (failure.code === ENGINE_GONE && !again) await this.run({ asTyped, silent, again: true });
      else this.#fail(failure);
    }
  }

  /**
   * Whether the first list may be a short one: what is read or chosen already does not leave while it is asked anew, and
   * what follows would come in between where the best do not stand first.
   */
  #isCut(silent: boolean): boolean {
    return !silent && this.#isOther && this.picks.size === 0 && this.arrangement.isBestFirst;
  }

  /** Someone reads what the preview shows: it is theirs now. */
  keepShown(): void {
    if (this.selected !== null) this.#picked = true;
  }

  select(path: string | null, passage = 0): void {
    this.#picked = path !== null;
    this.#show(path, passage);
    this.list = withoutFormer(this.list, this.#held);
  }

  /** To the next row (or the one before); stays at the ends. */
  move(step: number): void {
    const { rows } = this.arrangement;
    const here = rows.findIndex((row) => row.result.path === this.active);
    const next =
      this.selected === null ? Math.max(0, here) : Math.min(rows.length - 1, Math.max(0, here + step));
    const row = rows[next];
    if (row !== undefined) this.select(row.result.path);
  }

  toggleFold(path: string, open = !this.unfolded.has(path)): void {
    if (open) this.unfolded.add(path);
    else this.unfolded.delete(path);
  }

  takeBetterOrder(): void {
    this.list = withBetterOrder(this.list, this.#held);
    this.#calmLater();
  }

  toggleWeak(): void {
    this.listing.weakShown = !this.listing.weakShown;
    this.#sayListed();
  }

  #sayListed(): void {
    this.#announcer.say(`${counted(this.listing.count, 'document')} listed.`);
  }

  rowOf(path: string | null): Row | undefined {
    return this.list.rows.find((row) => row.result.path === path);
  }

  get #held() {
    return { selected: this.selected, picked: this.picks.paths };
  }

  #take(stage: SearchStage, asked: Asked): void {
    const { results, final, ...standing } = stage;
    const before = this.list;
    this.#settleWait();
    this.failure = null;
    if (asked.first) this.#begin(results);
    else this.list = refined(before, results, { frozen: this.hand.onList, ...this.#held });
    const firstMilliseconds = asked.first ? stage.milliseconds : (this.answer?.firstMilliseconds ?? 0);
    this.answer = { ...standing, final, query: asked.query, mode: asked.mode, firstMilliseconds };
    this.preview.update(this.rowOf(this.selected)?.result);
    this.#calmLater();
    const told = toldOf({
      first: asked.first,
      before,
      after: this.list,
      count: this.listing.expected,
      total: this.listing.total,
    });
    if (!asked.silent && told !== null) this.#announcer.say(told);
    if (final) this.#finish(results, asked);
  }

  #begin(results: readonly SearchResult[]): void {
    this.list = firstList(results);
    this.reliefs = [];
    if (this.#isOther) this.listing.weakShown = false;
    this.unfolded.clear();
    this.picks.keep(results.map(({ path }) => path));
    this.#showing.do(() => this.#showBest(), BEST_SHOWN_AFTER_MS);
    if (this.#isOther || this.rowOf(this.selected) === undefined) {
      this.selected = null;
      this.#picked = false;
    }
    this.#isOther = false;
  }

  #finish(results: readonly SearchResult[], { query, silent }: Asked): void {
    this.#showing.cancel();
    if (results.length === 0) {
      this.#show(null);
      void this.#relieve(query);
      // The list is drawn before what stands beside it: both at once would hold up the next key.
    } else this.#showing.do(() => this.#showBest(), 0);
    if (!silent) this.#asking.answered(query);
  }

  #showBest(): void {
    if (!this.#picked && this.wide) this.#show(this.arrangement.rows[0]?.result.path ?? null);
  }

  #show(path: string | null, passage = 0): void {
    this.selected = path;
    const result = this.rowOf(path)?.result;
    if (result === undefined) this.preview.close();
    else void this.preview.open(result, passage);
  }

  async #relieve(query: string): Promise<void> {
    const request = this.#request;
    if (request === null) return;
    const reliefs = await askReliefs(this.#client, query, request.signal);
    if (request === this.#request) this.reliefs = reliefs;
  }

  #fail(failure: Failure): void {
    this.#settleWait();
    this.failure = failure;
    this.list = NO_ROWS;
    this.answer = null;
    this.#show(null);
    this.#announcer.say(`The search stopped. ${failure.cause}`);
  }

  #clear(): void {
    this.#settleWait();
    this.list = NO_ROWS;
    this.answer = null;
    this.failure = null;
    this.reliefs = [];
    this.previewOpen = false;
    this.picks.clear();
    this.#picked = false;
    this.#show(null);
  }

  #cancel(): void {
    this.#request?.abort();
    this.#request = null;
    this.#typing.cancel();
    this.#showing.cancel();
    this.#asking.cancel();
  }

  #settleWait(): void {
    this.#waiting.cancel();
    this.stale = false;
  }

  #calmLater(): void {
    this.#calming.do(() => (this.list = calmed(this.list)), MOVED_SHOWN_MS);
  }
}
