import type { Client } from '../api/client.ts';
import { toFailure, type Failure } from '../api/failure.ts';
import type { Picture, Pictures } from '../api/pictures.ts';
import type { Passage, SearchResult } from '../api/types.ts';
import { marksOf, spansOn, type PageMark } from '../lib/page-spans.ts';

/** What stands on the desk: a page as a picture, and what is marked on it. */
export interface Drawn {
  path: string;
  /** One-based; null of a picture. */
  page: number | null;
  pages: number;
  /** Width by height; null of a picture until it has been seen. */
  aspect: number | null;
  /** What brought it to the desk; the passage of another is not brought into view again by a finer drawing. */
  look: number;
  picture: Picture;
  dots: number;
  marks: PageMark[];
}

type Layout = Pick<Drawn, 'pages' | 'aspect' | 'marks'> & { page: number };

/** The widths at which a page reads well; 1 fills the pane. */
const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4] as const;
/** A page is drawn again this long after the pane or the zoom changed last. */
const SETTLE_MS = 150;
/** Widths are rounded up to so many dots, so that a pane drawn a little wider asks for nothing new. */
const DOT_STEP = 64;
const WIDEST_DOTS = 8192;
/** Before the pane has been measured. */
const FIRST_WIDTH = 600;

/** One page of a document, or a picture, and how large it is shown. */
export class PageView {
  /** While another page is on its way, the one before stays. */
  drawn = $state.raw<Drawn | null>(null);
  failure = $state.raw<Failure | null>(null);
  zoom = $state(1);
  /** The page that is wanted; null of a picture. */
  page = $state<number | null>(null);
  /** The room for a page, in CSS pixels. */
  room = $state(FIRST_WIDTH);

  #client: Client;
  #pictures: Pictures;
  #result: SearchResult | null = null;
  #at = 0;
  #looks = 0;
  #ratio = 1;
  /** The person chose the page. */
  #isTurned = false;
  #request: AbortController | null = null;
  #settling: ReturnType<typeof setTimeout> | null = null;

  constructor(client: Client, pictures: Pictures) {
    this.#client = client;
    this.#pictures = pictures;
  }

  /** CSS pixels that the page is wide. */
  get width(): number {
    return Math.round(this.room * this.zoom);
  }

  /** Shows the page of a passage, or the picture. */
  look(result: SearchResult, at: number, look: 'pages' | 'picture'): void {
    const isSame = this.#result?.path === result.path;
    const passage = result.passages[at];
    const isRefined = isSame && this.#result?.passages[this.#at]?.start === passage?.start;
    this.#result = result;
    this.#at = at;
    if (!isSame) this.failure = null;
    // The list grew better: whoever has turned the page since stays there.
    if (!isRefined) this.#isTurned = false;
    if (!isRefined) this.page = look === 'picture' ? null : (passage?.page ?? 1);
    if (!isRefined || this.drawn?.path !== result.path) this.#looks += 1;
    void this.#draw();
  }

  close(): void {
    this.#request?.abort();
    this.#request = null;
    this.#result = null;
    this.#put(null);
  }

  turn(by: number): void {
    const { drawn, page } = this;
    if (page === null || drawn === null) return;
    const next = Math.min(drawn.pages, Math.max(1, page + by));
    if (next === page) return;
    this.page = next;
    this.#isTurned = true;
    this.#looks += 1;
    void this.#draw();
  }

  zoomBy(steps: number): void {
    const here = ZOOMS.findIndex((zoom) => zoom >= this.zoom);
    this.#zoomTo(ZOOMS[Math.min(ZOOMS.length - 1, Math.max(0, here + steps))] ?? 1);
  }

  zoomBack(): void {
    this.#zoomTo(1);
  }

  /** @param ratio dots to a CSS pixel */
  measure(room: number, ratio: number): void {
    if (room <= 0 || (room === this.room && ratio === this.#ratio)) return;
    this.room = room;
    this.#ratio = ratio;
    this.#drawSoon();
  }

  #zoomTo(zoom: number): void {
    if (zoom === this.zoom) return;
    this.zoom = zoom;
    this.#drawSoon();
  }

  #drawSoon(): void {
    if (this.#settling !== null) clearTimeout(this.#settling);
    this.#settling = setTimeout(() => void this.#draw(), SETTLE_MS);
  }

  async #draw(): Promise<void> {
    const result = this.#result;
    if (result === null) return;
    this.#request?.abort();
    const request = new AbortController();
    this.#request = request;
    try {
      const drawn = await this.#drawing(result, request.signal);
      if (request.signal.aborted) return this.#letGo(drawn);
      this.failure = null;
      this.#put(drawn);
    } catch (error) {
      if (request.signal.aborted) return;
      this.failure = toFailure(error);
      this.#put(null);
    }
  }

  async #drawing(result: SearchResult, signal: AbortSignal): Promise<Drawn> {
    const { path } = result;
    const layout = this.page === null ? null : await this.#layout(result, this.page, signal);
    const page = layout?.page ?? null;
    const dots = Math.min(WIDEST_DOTS, Math.ceil((this.width * this.#ratio) / DOT_STEP) * DOT_STEP);
    const look = this.#looks;
    const picture = await this.#picture(path, page, dots, signal);
    if (!signal.aborted) this.page = page;
    return { path, pages: 0, aspect: null, marks: [], ...layout, page, look, picture, dots };
  }

  /** A passage is known by the page it begins on; where its words stand on the next, that one is shown. */
  async #layout(result: SearchResult, page: number, signal: AbortSignal): Promise<Layout> {
    const here = await this.#layoutOf(result, page, signal);
    if (this.#isTurned || here.pages <= page || !wants(result.passages[this.#at]) || hasHit(here))
      return here;
    const next = await this.#layoutOf(result, page + 1, signal);
    return hasHit(next) ? next : here;
  }

  async #layoutOf(result: SearchResult, page: number, signal: AbortSignal): Promise<Layout> {
    const spans = spansOn(page, result.passages, this.#at);
    const asked = spans.map(({ start, end }) => ({ start, end }));
    const { path } = result;
    const found = await this.#client.document.page({ path, page, spans: asked }, { signal });
    const { pages, width, height, boxes } = found;
    return { page, pages, aspect: width / height, marks: marksOf(spans, boxes) };
  }

  /** The one on the desk where it is the same: another passage of a page needs no other picture. */
  #picture(path: string, page: number | null, dots: number, signal: AbortSignal): Promise<Picture> {
    const { drawn } = this;
    const isSame = drawn !== null && drawn.path === path && drawn.page === page;
    if (isSame && (page === null || drawn.dots === dots)) return Promise.resolve(drawn.picture);
    return this.#pictures.open({ path, page, width: dots }, signal);
  }

  #put(drawn: Drawn | null): void {
    const before = this.drawn;
    this.drawn = drawn;
    if (before !== null) this.#letGo(before);
  }

  #letGo({ picture }: Drawn): void {
    if (this.drawn?.picture !== picture) picture.release();
  }
}

function wants(passage: Passage | undefined): boolean {
  return passage !== undefined && (passage.answer !== null || passage.marks.length > 0);
}

function hasHit({ marks }: Layout): boolean {
  return marks.some(({ kind }) => kind === 'answer' || kind === 'word');
}
