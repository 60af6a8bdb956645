import { SvelteSet } from 'svelte/reactivity';

import { askAgain } from '../api/ask-again.ts';
import type { Client } from '../api/client.ts';
import { toFailure, type Failure } from '../api/failure.ts';
import type { Label, RankedDocuments, TopicDocument, Verdict } from '../api/types.ts';
import type { Announcer } from '../lib/announcer.svelte.ts';
import { counted } from '../lib/format.ts';
import { Hand } from '../lib/hand.ts';
import { judgedText } from '../lib/labels.ts';
import { titled } from '../lib/place.ts';
import { calmed, firstList, NO_ROWS, refined, withBetterOrder } from '../lib/ranking.ts';
import type { List, Row } from '../lib/ranking.ts';
import type { Turns } from '../lib/turns.ts';
import { nearLinePaths, placeInList, readDocuments } from './read-documents.ts';

const PAGE = 50;
/** The list is asked again once no further judgement came for this long. */
const FOLLOW_MS = 300;
const MOVED_SHOWN_MS = 4000;
/** Further documents are fetched while this many are still below the one in focus. */
const AHEAD = 8;

/** What the list of documents tells the page around it. */
export interface Surroundings {
  client: Client;
  turns: Turns;
  announcer: Pick<Announcer, 'say' | 'also'>;
  /** A label was answered anew. */
  onLabel: (label: Label) => void;
  onRefused: (failure: Failure) => void;
  /** Something was said of a document. */
  onJudged: (text: string) => void;
  /** The list follows what was said, and so may all that is counted. */
  onFollow: () => void;
}

/** The documents of one label, best first, and what the person says of them. */
export class Ranked {
  id = $state<number | null>(null);
  list = $state.raw<List<TopicDocument>>(NO_ROWS);
  total = $state(0);
  histogram = $state.raw<readonly number[]>([]);
  failure = $state.raw<Failure | null>(null);
  /** Nothing of this label has been answered yet. */
  loading = $state(false);
  selected = $state<string | null>(null);
  /** Documents near the line, being judged one after the other. */
  queue = $state.raw<readonly string[]>([]);
  readonly unfolded = new SvelteSet<string>();
  readonly hand = new Hand();

  #around: Surroundings;
  #request: AbortController | null = null;
  #following: ReturnType<typeof setTimeout> | null = null;
  #calming: ReturnType<typeof setTimeout> | null = null;
  #growing = false;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** The row that the keyboard stands on. */
  get active(): string | null {
    const { rows } = this.list;
    return this.#rowOf(this.selected) === undefined ? (rows[0]?.result.path ?? null) : this.selected;
  }

  get documents(): readonly TopicDocument[] {
    return this.list.rows.map(({ result }) => result);
  }

  async open(id: number | null): Promise<void> {
    this.close();
    this.id = id;
    if (id === null) return;
    this.loading = true;
    await this.refresh();
  }

  close(): void {
    this.#stop();
    this.id = null;
    this.list = NO_ROWS;
    this.total = 0;
    this.histogram = [];
    this.failure = null;
    this.loading = false;
    this.selected = null;
    this.queue = [];
    this.unfolded.clear();
    this.hand.newQuery();
  }

  /** Asks the same once more; what has the focus does not move. */
  async refresh(): Promise<void> {
    const { id } = this;
    if (id === null) return;
    this.#stop();
    const request = new AbortController();
    this.#request = request;
    try {
      await this.#around.turns.settled();
      const wanted = Math.max(PAGE, this.list.rows.length);
      const { client } = this.#around;
      const answer = await askAgain(() =>
        readDocuments(client, { id, count: wanted, signal: request.signal }),
      );
      if (!request.signal.aborted) this.#take(answer);
    } catch (error) {
      if (!request.signal.aborted) this.#fail(toFailure(error));
    }
  }

  /** Fetches what follows the last row. */
  async more(): Promise<void> {
    const { id } = this;
    const offset = this.list.rows.length;
    if (id === null || this.#growing || this.loading || offset >= this.total) return;
    this.#growing = true;
    try {
      const { documents } = await this.#around.client.topics.show({ id, offset, limit: PAGE });
      if (this.id === id && this.list.rows.length === offset) this.#append(documents);
    } catch (error) {
      this.#around.onRefused(toFailure(error));
    } finally {
      this.#growing = false;
    }
  }

  select(path: string | null): void {
    this.selected = path;
  }

  /** To the next row (or the one before); stays at the ends. */
  move(step: number): void {
    const { rows } = this.list;
    const here = rows.findIndex(({ result }) => result.path === this.active);
    const next = Math.min(rows.length - 1, Math.max(0, here + step));
    const row = rows[next];
    if (row !== undefined) this.selected = row.result.path;
    if (next >= rows.length - AHEAD) void this.more();
  }

  /** Reads on to a document and selects it; false where it lies too far down. */
  async reveal(path: string): Promise<boolean> {
    const { id } = this;
    if (id === null) return false;
    if (this.#rowOf(path) === undefined) {
      const count = await placeInList(this.#around.client, id, path);
      if (count === null || this.id !== id) return false;
      this.#take(await readDocuments(this.#around.client, { id, count }));
    }
    this.selected = path;
    return this.#rowOf(path) !== undefined;
  }

  toggleFold(path: string, open = !this.unfolded.has(path)): void {
    if (open) this.unfolded.add(path);
    else this.unfolded.delete(path);
  }

  /** Shown at once; the list follows. */
  judge(path: string, verdict: Verdict | null): void {
    const { id } = this;
    const document = this.#rowOf(path)?.result;
    if (id === null || document === undefined || document.verdict === verdict) return;
    const { client, turns, onJudged, onLabel, onRefused } = this.#around;
    this.#mark(document, verdict);
    onJudged(judgedText(document, verdict));
    void turns.take(async () => {
      try {
        onLabel(await client.topics.judge({ id, path, verdict }));
      } catch (error) {
        if (this.id === id) this.#mark(document, document.verdict);
        onRefused(toFailure(error));
      }
    });
    this.#followSoon();
  }

  /** Judges the document in focus and goes to the next, of those near the line while they are gone through. */
  judgeAndGoOn(verdict: Verdict): void {
    const path = this.active;
    if (path === null) return;
    this.judge(path, verdict);
    if (this.queue.length === 0) {
      this.selected = path;
      this.move(1);
    } else this.#nextInQueue(path);
  }

  /** Begins to go through the documents near the line; says how many there are. */
  async judgeNearLine(): Promise<number> {
    const { id } = this;
    if (id === null) return 0;
    const wanted = await nearLinePaths(this);
    if (this.id !== id) return 0;
    this.queue = wanted;
    this.#around.announcer.say(`${counted(wanted.length, 'document')} near the line.`);
    if (wanted[0] !== undefined) this.selected = wanted[0];
    return wanted.length;
  }

  endJudging(): void {
    this.queue = [];
  }

  takeBetterOrder(): void {
    if (this.list.better === null) return;
    this.list = withBetterOrder(this.list, { selected: this.selected });
    const [best] = this.documents;
    if (best !== undefined) this.#around.announcer.say(`Order improved; first is ${titled(best).stem}.`);
    this.#calmLater();
  }

  #nextInQueue(path: string): void {
    const at = this.queue.indexOf(path);
    const rest = this.queue.filter((each) => each !== path);
    this.queue = rest;
    const next = rest[Math.max(0, at) % Math.max(1, rest.length)];
    if (next === undefined) this.#around.announcer.also('All near the line are judged.');
    else this.selected = next;
  }

  #rowOf(path: string | null): Row<TopicDocument> | undefined {
    return this.list.rows.find(({ result }) => result.path === path);
  }

  #mark({ path, belongs }: TopicDocument, verdict: Verdict | null): void {
    const carries = verdict === null ? belongs : verdict === 'belongs';
    const rows = this.list.rows.map((row) =>
      row.result.path === path ? { ...row, result: { ...row.result, verdict, belongs: carries } } : row,
    );
    this.list = { ...this.list, rows };
  }

  #append(documents: readonly TopicDocument[]): void {
    const here = new Set(this.list.rows.map(({ result }) => result.path));
    const further = documents.filter(({ path }) => !here.has(path));
    // The end came nearer while it was read on: the whole is asked again.
    if (further.length === 0) {
      this.#followSoon();
      return;
    }
    const { rows, better } = this.list;
    this.list = {
      rows: [...rows, ...firstList(further).rows],
      better: better === null ? null : [...better, ...further.filter((each) => !better.includes(each))],
    };
  }

  #take(answer: RankedDocuments): void {
    const first = this.loading;
    this.loading = false;
    this.failure = null;
    this.total = answer.total;
    this.histogram = answer.histogram;
    const held = { frozen: this.hand.onList || this.queue.length > 0, selected: this.selected };
    const waited = this.list.better !== null;
    this.list = first ? firstList(answer.documents) : refined(this.list, answer.documents, held);
    this.#around.onLabel(answer.label);
    this.#calmLater();
    if (!waited && this.list.better !== null)
      this.#around.announcer.also('A better order is ready, press R.');
  }

  #fail(failure: Failure): void {
    this.loading = false;
    this.failure = failure;
  }

  #followSoon(): void {
    this.#stop();
    this.#following = setTimeout(() => {
      this.#around.onFollow();
      void this.refresh();
    }, FOLLOW_MS);
  }

  #stop(): void {
    this.#request?.abort();
    this.#request = null;
    if (this.#following !== null) clearTimeout(this.#following);
    this.#following = null;
  }

  #calmLater(): void {
    if (this.#calming !== null) clearTimeout(this.#calming);
    this.#calming = setTimeout(() => (this.list = calmed(this.list)), MOVED_SHOWN_MS);
  }
}
