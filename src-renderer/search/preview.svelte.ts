import type { Client } from '../api/client.ts';
import { toFailure, type Failure } from '../api/failure.ts';
import type { Pictures } from '../api/pictures.ts';
import type { DocumentText, Passage, SearchResult } from '../api/types.ts';
import { textKind } from '../lib/family.ts';
import { layOut } from '../lib/layout.ts';
import { lookOf, type Look } from '../lib/look.ts';
import { PageView } from './page-view.svelte.ts';

/** Read at once around a passage: enough to scroll in, laid out in well under a frame's patience. */
const WINDOW = 120_000;
/** How much of the window lies before the passage. */
const LEAD = 40_000;

interface PreviewOptions {
  client: Client;
  pictures: Pictures;
  /** The library knows nothing of it any more. */
  onGone: (path: string) => void;
}

/** The text of one document around one of its passages. */
export class Preview {
  result = $state.raw<SearchResult | null>(null);
  text = $state.raw<DocumentText | null>(null);
  failure = $state.raw<Failure | null>(null);
  /** Of source code, numbers of lines in the file by where they begin in the stored text. */
  numbers = $state.raw<ReadonlyMap<number, number>>(new Map());
  /** Which passage of the result is shown; it stays the same passage when the order of passages changes. */
  at = $state(0);
  /** Counts requests to bring the passage into view. */
  shown = $state(0);
  readonly passage: Passage | undefined = $derived.by(() => this.result?.passages[this.at]);
  /** Headings that stand above a text of sentences, whatever is scrolled past them; '' where none do. */
  readonly pinned: string = $derived.by(() => {
    const isProse = textKind(this.result?.format ?? '') === 'prose';
    return isProse ? (this.passage?.heading ?? '') : '';
  });
  readonly chunks = $derived.by(() =>
    this.text === null ? [] : layOut(this.text, this.result?.passages ?? [], this.at),
  );

  /** How the person wants to look at what has pages; kept from document to document. */
  wish = $state<'page' | 'text'>('page');
  readonly pages: PageView;
  /** What of it can be shown but its text. */
  readonly look: Look = $derived.by(() => lookOf(this.result?.format ?? ''));
  readonly asText: boolean = $derived.by(
    () => this.look === 'text' || this.wish === 'text' || this.pages.failure !== null,
  );

  #client: Client;
  #onGone: (path: string) => void;
  #request: AbortController | null = null;
  /** The document whose lines are numbered. */
  #numbered: string | null = null;

  constructor({ client, pictures, onGone }: PreviewOptions) {
    this.#client = client;
    this.#onGone = onGone;
    this.pages = new PageView(client, pictures);
  }

  async open(result: SearchResult, at = 0): Promise<void> {
    const same = this.result?.path === result.path;
    this.result = result;
    this.at = at;
    this.#look();
    if (same && this.#holds(this.passage)) this.shown += 1;
    else await this.#read(result.path, (this.passage?.start ?? 0) - LEAD);
  }

  close(): void {
    this.#request?.abort();
    this.pages.close();
    this.result = null;
    this.text = null;
    this.failure = null;
  }

  /** A page that could not be drawn is tried once more where the person asks for it. */
  show(wish: 'page' | 'text'): void {
    this.wish = wish;
    this.pages.failure = null;
    this.#look();
    this.shown += 1;
  }

  /** A later stage knows the same document better. */
  update(result: SearchResult | undefined): void {
    if (result === undefined || result.path !== this.result?.path) return;
    const start = this.passage?.start;
    const place = result.passages.findIndex((passage) => passage.start === start);
    this.result = result;
    this.at = Math.max(0, place);
    this.#look();
    if (place < 0 && !this.#holds(this.passage)) void this.open(result);
  }

  step(by: number): void {
    const { result } = this;
    const next = this.at + by;
    if (result === null || next < 0 || next >= result.passages.length) return;
    void this.open(result, next);
  }

  retry(): void {
    if (this.result !== null) void this.#read(this.result.path, (this.passage?.start ?? 0) - LEAD);
  }

  get hasEarlier(): boolean {
    return this.text !== null && this.text.start > 0;
  }

  get hasLater(): boolean {
    return this.text !== null && this.text.start + this.text.text.length < this.text.length;
  }

  /** Goes on reading before or after what is shown. */
  async readOn(direction: 'earlier' | 'later'): Promise<void> {
    const now = this.text;
    if (now === null) return;
    const end = now.start + now.text.length;
    const start = direction === 'later' ? end : Math.max(0, now.start - LEAD);
    const more = await this.#fetch(now.path, start, direction === 'later' ? WINDOW : now.start - start);
    if (more === null || this.text !== now) return;
    const [first, last] = direction === 'later' ? [now, more] : [more, now];
    this.text = { ...now, start: first.start, text: first.text + last.text };
    void this.#number(this.text);
  }

  #look(): void {
    const { result, look } = this;
    if (result === null || look === 'text' || this.wish === 'text') this.pages.close();
    else this.pages.look(result, this.at, look);
  }

  #holds(passage: Passage | undefined): boolean {
    if (this.text === null) return false;
    if (passage === undefined) return true;
    return passage.start >= this.text.start && passage.end <= this.text.start + this.text.text.length;
  }

  async #read(path: string, from: number): Promise<void> {
    const text = await this.#fetch(path, Math.max(0, from), WINDOW);
    if (text === null || this.result?.path !== path) return;
    this.text = text;
    this.shown += 1;
    void this.#number(text);
  }

  /** Without numbers, as where the file is away, it reads as well. */
  async #number({ path, format, start, text }: DocumentText): Promise<void> {
    if (textKind(format) !== 'code' || this.#numbered !== path) this.numbers = new Map();
    this.#numbered = path;
    if (textKind(format) !== 'code') return;
    const found = await this.#client.document.lines({ path, end: start + text.length }).catch(() => null);
    if (found === null || this.text?.path !== path) return;
    this.numbers = new Map(found.lines.map((each) => [each.start, each.line]));
  }

  async #fetch(path: string, start: number, length: number): Promise<DocumentText | null> {
    this.#request?.abort();
    const request = new AbortController();
    this.#request = request;
    try {
      const text = await this.#client.document.read({ path, start, length }, { signal: request.signal });
      if (request.signal.aborted) return null;
      this.failure = null;
      return text;
    } catch (error) {
      if (!request.signal.aborted) this.#fail(path, toFailure(error));
      return null;
    }
  }

  #fail(path: string, failure: Failure): void {
    this.failure = failure;
    this.text = null;
    if (failure.code === 'DOCUMENT_UNKNOWN') this.#onGone(path);
  }
}
