import type {
  Difference,
  DocumentVersion,
  Duplicates,
  Quotes,
  SearchNote,
  Similar,
  Where,
} from '../contract/index.ts';
import type { Calls } from '../lib/calls.ts';
import { InklingError } from '../lib/errors.ts';
import type { Place } from '../similar/documents.ts';
import type { AskedPassages } from '../similar/similar-passages.ts';
import type { SimilarDocument } from '../similar/similar-documents.ts';
import { unknownDocument } from '../lib/unknown-document.ts';
import type { Places } from './labels.ts';
import { unread, type Comparing } from './comparing.ts';
import { IdleSketching } from './idle-sketching.ts';
import { Sketching, type Looked } from './sketching.ts';
import type { SimilarHandlers } from './similar-thread.ts';
import { viewDocument, viewPlace, type Viewed } from './view-found.ts';
import type { WriteHandlers } from './write-thread.ts';

export interface PageRequest {
  readonly offset: number;
  readonly limit: number;
}

export interface SimilarRequest extends PageRequest {
  readonly path: string;
  readonly passage?: string | undefined;
  readonly page?: number | undefined;
  /** Folders whose documents alone may be found, by id; all where it is not given. */
  readonly roots?: readonly number[];
}

interface PassagesRequest extends PageRequest {
  readonly passages: AskedPassages;
  readonly roots: readonly number[] | null;
  readonly signal: AbortSignal;
}

interface FoundAlike {
  readonly found: readonly SimilarDocument[];
  readonly total: number;
  readonly notes: readonly SearchNote[];
}

export interface FindingOptions {
  readonly places: Places;
  readonly writer: Pick<Calls<WriteHandlers>, 'keepSketches'>;
  readonly comparing: Comparing;
  /** The thread that finds, started when it is first asked for. */
  readonly thread: () => Promise<{ readonly calls: Calls<SimilarHandlers> }>;
  readonly endThread: () => Promise<void>;
  /** The same thread, for what nobody asked for; and its end, where nobody has asked anything since. */
  readonly idleThread: () => Promise<{ readonly calls: Calls<SimilarHandlers> }>;
  readonly endIdleThread: () => Promise<void>;
  /** Whether nothing else is to do, and nobody asks anything. */
  readonly isIdle: () => boolean;
  /** What every answer should say, such as files not read yet. */
  readonly notes: () => readonly SearchNote[];
}

/** Finding from a document or a text: the host's side, which knows where folders lie. */
export class Finding {
  readonly #options: FindingOptions;
  readonly #sketching: Sketching;
  readonly #idle: IdleSketching;

  constructor(options: FindingOptions) {
    this.#options = options;
    this.#sketching = new Sketching({ writer: options.writer, thread: options.idleThread });
    this.#idle = new IdleSketching({
      step: () => this.#sketching.step(),
      isIdle: options.isIdle,
      release: options.endIdleThread,
    });
  }

  /** Documents came or changed: they are looked at when nothing else is to do. */
  touch(): void {
    this.#idle.touch();
  }

  /** How far the first look at every text is; null while there is none. */
  get looked(): Looked | null {
    return this.#sketching.looked;
  }

  async similar(request: SimilarRequest, signal: AbortSignal): Promise<Similar> {
    const { path, passage, page } = request;
    const roots = request.roots ?? null;
    const passages = passage !== undefined ? { words: passage } : page !== undefined ? { page } : null;
    const { found, total, notes } =
      passages === null
        ? await this.#similarDocuments(path, { ...request, roots })
        : await this.#similarPassages(path, { ...request, roots, passages, signal });
    const results = found.map(({ document, here, there, ...likeness }) => {
      return { ...likeness, document: this.#viewed(document), here: plain(here), there: plain(there) };
    });
    const isLight = notes.length === 0 && results.some(({ deep }) => !deep);
    // The library's own notes tell of all of it.
    const own = roots === null ? this.#notes() : [];
    return { results, total, notes: [...own, ...notes, ...(isLight ? [LIGHT_ONLY] : [])] };
  }

  async #similarDocuments(
    path: string,
    { offset, limit, roots }: PageRequest & { readonly roots: readonly number[] | null },
  ): Promise<FoundAlike> {
    const { calls } = await this.#options.thread();
    return {
      ...(await calls.similar({ place: this.#place(path), page: { offset, limit }, roots })),
      notes: [],
    };
  }

  async #similarPassages(
    path: string,
    { passages: asked, offset, limit, roots, signal }: PassagesRequest,
  ): Promise<FoundAlike> {
    const { calls } = await this.#options.thread();
    const alike = await calls.alike({ place: this.#place(path), passages: asked, roots });
    const { passages, notes } = await this.#options.comparing.order({
      calls,
      passages: alike,
      text: null,
      signal,
    });
    const found = await calls.describeAlike({ passages: passages.slice(offset, offset + limit), roots });
    return { found, total: alike.length, notes };
  }

  async versions(path: string, signal: AbortSignal): Promise<DocumentVersion[]> {
    const { calls } = await this.#options.thread();
    const place = this.#place(path);
    await this.#sketching.finish(signal);
    const versions = await calls.versions({ place });
    return versions.map(({ document, ...version }) => ({ ...version, document: this.#viewed(document) }));
  }

  async where(text: string, limit: number, signal: AbortSignal): Promise<Where> {
    const { calls } = await this.#options.thread();
    const { quoted, words, given, ...meant } = await calls.where({ text });
    // What stands there word for word answers: nobody waits for what is alike besides.
    const isAnswered = quoted.length >= limit || quoted[0]?.kind === 'verbatim';
    const { passages, notes } = isAnswered
      ? { passages: meant.alike.map(unread), notes: [] }
      : await this.#options.comparing.order({ calls, passages: meant.alike, text: meant.text, signal });
    const known = quoted.map(({ document }) => document.content);
    const alike = await calls.describeMeant({ passages, quoted: known });
    const found = [...quoted, ...alike].slice(0, limit);
    const results = found.map(({ document, place, ...how }) => {
      return { ...how, document: this.#viewed(document), place: plain(place) };
    });
    const isLight = !isAnswered && notes.length === 0 && passages.some(({ deep }) => deep === null);
    const isShown = found.some(({ kind }) => kind === 'meaning');
    return {
      results,
      notes: [
        ...this.#notes(),
        ...notes,
        ...(isLight && isShown ? [LIGHT_ONLY] : []),
        ...(words < given ? [shortened(words)] : []),
      ],
    };
  }

  async duplicates(folder: string | null, page: PageRequest, signal: AbortSignal): Promise<Duplicates> {
    const { calls } = await this.#options.thread();
    const within = folder === null ? null : this.#folder(folder);
    await this.#sketching.finish(signal);
    const { groups, total, documents } = await calls.duplicates({ within, page });
    const shown = groups.map(({ documents: held, isDated, ...group }) => ({
      ...group,
      dated: isDated,
      documents: held.map(({ root, path, file, isIdentical, ...document }) => ({
        ...viewPlace({ root, path, file }, this.#options.places),
        ...document,
        identical: isIdentical,
      })),
    }));
    return { groups: shown, total, documents, notes: this.#notes() };
  }

  async difference(left: string, right: string): Promise<Difference> {
    const { calls } = await this.#options.thread();
    const { parts, common, isWhole } = await calls.difference({
      left: this.#place(left),
      right: this.#place(right),
    });
    return { parts: [...parts], common, notes: isWhole ? [] : [BEGINNINGS_ALONE] };
  }

  async quotes(path: string, page: PageRequest): Promise<Quotes> {
    const { calls } = await this.#options.thread();
    const { found, total, isWhole } = await calls.quotes({ place: this.#place(path), page });
    const results = found.map(({ document, runs, ...shares }) => ({
      ...shares,
      document: this.#viewed(document),
      runs: runs.map(({ words, here, there }) => ({ words, here: plain(here), there: plain(there) })),
    }));
    return { results, total, notes: [...this.#notes(), ...(isWhole ? [] : [PARTS_ALONE])] };
  }

  async close(): Promise<void> {
    await this.#idle.close();
    await this.#sketching.close();
    await this.#options.endThread();
  }

  /** @throws InklingError DOCUMENT_UNKNOWN */
  #place(path: string): Place {
    const place = this.#options.places.locate(path);
    if (place === undefined) throw unknownDocument();
    return { root: place.root, path: place.relative };
  }

  /** @throws InklingError FOLDER_UNKNOWN */
  #folder(path: string): Place {
    const place = this.#options.places.locate(path);
    if (place !== undefined) return { root: place.root, path: place.relative };
    throw new InklingError('FOLDER_UNKNOWN', {
      cause: 'This folder is not in the library.',
      remedy: 'Add it first, or give one that lies in a folder of the library.',
    });
  }

  #viewed(document: Viewed) {
    return viewDocument(document, this.#options.places);
  }

  #notes(): SearchNote[] {
    return [...this.#options.notes()];
  }
}

function plain<Held extends { readonly marks: readonly { readonly start: number; readonly end: number }[] }>(
  excerpt: Held,
): Omit<Held, 'marks'> & { marks: { start: number; end: number }[] } {
  return { ...excerpt, marks: [...excerpt.marks] };
}

const LIGHT_ONLY: SearchNote = {
  code: 'LIGHT_ONLY',
  text: 'Some were compared by light meaning; the order sharpens as documents are read closely.',
};

const BEGINNINGS_ALONE: SearchNote = {
  code: 'BEGINNINGS_ALONE',
  text: 'These texts are very long: their beginnings were compared.',
};

const PARTS_ALONE: SearchNote = {
  code: 'PARTS_ALONE',
  text: 'This document is very long: parts of it, evenly far apart, were looked for.',
};

function shortened(words: number): SearchNote {
  return { code: 'TEXT_SHORTENED', text: `The first ${words} words were looked for.` };
}
