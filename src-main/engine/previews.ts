import type { DocumentPage, PictureInput, Span } from '../contract/index.ts';
import { fileState } from '../files/open.ts';
import { failure } from '../files/reasons.ts';
import { BoundedCache } from '../lib/bounded-cache.ts';
import { WITHIN } from '../lib/document-path.ts';
import { unknownDocument } from '../lib/unknown-document.ts';
import type { DrawChild, DrawnFile } from '../preview/draw-child.ts';
import type { NumberedLine } from '../preview/number-lines.ts';
import type { Library } from './library.ts';
import type { Passwords } from './passwords.ts';
import type { Readers } from './threads.ts';

/** A picture as a page shows it: its type, and its bytes. */
export interface Picture {
  readonly type: string;
  readonly bytes: Uint8Array;
}

export interface DocumentPageRequest {
  readonly path: string;
  /** One-based. */
  readonly page: number;
  /** In UTF-16 units of the document's stored text. */
  readonly spans: readonly Span[];
}

export interface PreviewsOptions {
  readonly library: Library;
  readonly readers: Readers;
  readonly passwords: Passwords;
  readonly child: DrawChild;
}

/** Pages to and fro, drawn once: about fifty of text at the size of a screen. */
const KEPT_BYTES = 32 * 1_048_576;

/** Formats whose lines are stored as they stand in the file. */
const NUMBERED: ReadonlySet<string> = new Set(['source-code', 'yaml', 'settings', 'log']);
/** UTF-16 units of a program's text whose lines are numbered: no person writes a longer one. */
const NUMBERED_LENGTH = 5_000_000;

/** What a document looks like, as far as the library knows the document. */
export class Previews {
  readonly #options: PreviewsOptions;
  readonly #kept = new BoundedCache<Picture>(KEPT_BYTES, ({ bytes }) => bytes.length);

  constructor(options: PreviewsOptions) {
    this.#options = options;
  }

  /** @throws InklingError DOCUMENT_UNKNOWN, PAGE_NOT_DRAWN, or why the file cannot be read */
  async page({ path, page, spans }: DocumentPageRequest, signal: AbortSignal): Promise<DocumentPage> {
    const file = await this.#find(path);
    if (file.format !== 'pdf') throw failure('PAGE_NOT_DRAWN', 'It has no pages to be drawn.');
    const { start, text } = await this.#pageText(path, page);
    const layout = await this.#options.child.work(file, signal, (calls) =>
      calls.layout({ page, text, spans: spans.map((span) => within(span, start, text.length)) }),
    );
    return { ...layout, boxes: layout.boxes.map((boxes) => [...boxes]) };
  }

  /** @throws InklingError as `page`, or PICTURE_NOT_SHOWN */
  async picture({ path, page, width }: PictureInput, signal: AbortSignal): Promise<Picture> {
    const file = await this.#find(path);
    const key = JSON.stringify([file.path, file.within, file.state, page, page === null ? 0 : width]);
    const kept = this.#kept.get(key);
    if (kept !== undefined) return kept;
    const picture = await this.#options.child.work(file, signal, (calls) =>
      page === null ? calls.picture(undefined) : calls.draw({ page, width }),
    );
    this.#kept.set(key, picture);
    return picture;
  }

  /** Lines of the stored text from its beginning to `end`, by their numbers in the file. @throws InklingError as `page` */
  async lines(path: string, end: number, signal: AbortSignal): Promise<NumberedLine[]> {
    const file = await this.#find(path);
    if (!NUMBERED.has(file.format)) return [];
    const text = await this.#read(path, 0, Math.min(end, NUMBERED_LENGTH));
    return [
      ...(await this.#options.child.work(file, signal, (calls) => calls.lines({ text: text?.text ?? '' }))),
    ];
  }

  close(): Promise<void> {
    return this.#options.child.close();
  }

  async #find(path: string): Promise<DrawnFile> {
    const { library, readers, passwords } = this.#options;
    const place = library.locate(path);
    const [stored, row] =
      place === undefined
        ? []
        : await Promise.all([
            readers.calls.text({ root: place.root, path: place.relative, start: 0, length: 1 }),
            readers.calls.fileAt({ root: place.root, path: place.relative }),
          ]);
    if (stored === undefined || row === undefined) throw unknownDocument();
    const file = `${library.rootPath(row.root) ?? ''}/${row.path}`;
    const inner = stored.document.path.slice(row.path.length);
    return {
      path: file,
      within: inner === '' ? null : inner.slice(WITHIN.length),
      format: stored.format,
      password: passwords.of(file) ?? null,
      state: await fileState(file),
    };
  }

  /** The stored text that may stand on a page, and where it begins: a passage may run on to the next page. */
  async #pageText(path: string, page: number): Promise<{ start: number; text: string }> {
    const whole = await this.#read(path, 0, 1);
    const places = whole?.places ?? [];
    const start = places.findLast((each) => (each.page ?? 0) < page)?.start ?? 0;
    const end = places.find((each) => (each.page ?? 0) > page)?.start ?? whole?.length ?? 0;
    return { start, text: (await this.#read(path, start, Math.max(0, end - start)))?.text ?? '' };
  }

  #read(path: string, start: number, length: number) {
    const { library, readers } = this.#options;
    const place = library.locate(path);
    if (place === undefined) throw unknownDocument();
    return readers.calls.text({ root: place.root, path: place.relative, start, length });
  }
}

/** A span of a document within the text of one page. */
function within({ start, end }: Span, from: number, length: number): Span {
  const clip = (at: number): number => Math.min(length, Math.max(0, at - from));
  return { start: clip(start), end: clip(end) };
}
