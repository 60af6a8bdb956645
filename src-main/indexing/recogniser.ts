import type { RecognisedPage } from '../files/pictured-document.ts';
import { normaliseError, type InklingError } from '../lib/errors.ts';
import type { PreparedContent } from '../storage/content.ts';
import type { PicturedContent, StoredPage } from '../storage/recognition.ts';
import { Backlog, type BacklogOptions } from './backlog.ts';
import type { PicturedFile } from './recognise-process.ts';

/** What looks at pages; it may end at any time, and the next call starts another. */
export interface PageReader {
  pages(file: PicturedFile): Promise<readonly number[]>;
  read(file: PicturedFile, page: number): Promise<string>;
  finish(file: PicturedFile, pages: readonly RecognisedPage[]): Promise<PreparedContent>;
  end(): Promise<void>;
}

export interface RecogniserOptions extends BacklogOptions {
  readonly reader: PageReader;
  /** The next content behind `after`. */
  readonly next: (after: number) => Promise<PicturedContent | undefined>;
  readonly keepPage: (hash: Uint8Array, page: StoredPage) => Promise<void>;
  /** Puts what was made of a content in its place. */
  readonly replace: (before: number, content: PreparedContent) => Promise<void>;
  /** Notes that a content cannot be looked at. */
  readonly giveUp: (content: number, why: InklingError) => Promise<void>;
  /** After a run in which something was put in its place. */
  readonly settle: () => Promise<void>;
  readonly rootPath: (root: number) => string | undefined;
}

/** A process may be ended from outside; a page that ends two of them did it itself. */
const MOST_ENDS = 2;
/** The file is not there, or not the one that was read: whoever reads it next finds its pictures again. */
const ELSEWHERE: ReadonlySet<string> = new Set([
  'FILE_VANISHED',
  'FILE_UNREADABLE',
  'NOT_A_FILE',
  'NOT_HERE',
]);

/** Looks for words in pictures in the background, page by page in order of content; counts pages. */
export class Recogniser extends Backlog {
  readonly #options: RecogniserOptions;
  #isUnsettled = false;

  constructor(options: RecogniserOptions) {
    super(options);
    this.#options = options;
  }

  override async stop(): Promise<void> {
    const stopped = super.stop();
    await this.#options.reader.end();
    await stopped;
  }

  protected override async work(): Promise<void> {
    try {
      await this.#lookAtAll();
    } finally {
      await this.#options.reader.end();
      if (this.#isUnsettled) await this.#options.settle();
      this.#isUnsettled = false;
    }
  }

  async #lookAtAll(): Promise<void> {
    let after = 0;
    while (!this.isEnding) {
      const next = await this.#options.next(after);
      if (next === undefined) return;
      after = next.content;
      await this.#lookAt(next);
    }
  }

  async #lookAt(pictured: PicturedContent): Promise<void> {
    const { reader, rootPath, replace } = this.#options;
    const root = rootPath(pictured.root);
    if (root === undefined) return;
    const file = fileOf(pictured, root);
    const content = await this.#attempt(pictured, async () => {
      const pages = await this.#readPages(file, pictured.pages, await reader.pages(file));
      return pages === null ? null : reader.finish(file, pages);
    });
    if (content !== null) {
      await replace(pictured.content, content);
      this.#isUnsettled = true;
    }
    this.#options.onChange();
  }

  /** Null where it ended before, or the document cannot be looked at: now, or ever. */
  async #attempt<Made>(pictured: PicturedContent, work: () => Promise<Made>): Promise<Made | null> {
    try {
      return await work();
    } catch (thrown) {
      const error = normaliseError(thrown);
      const isForNow = this.signal.aborted || error.code === 'READER_ENDED' || ELSEWHERE.has(error.code);
      if (!isForNow) await this.#options.giveUp(pictured.content, error);
      return null;
    }
  }

  /** Every page with its words, those known already among them; null where it ended before. */
  async #readPages(
    file: PicturedFile,
    known: readonly StoredPage[],
    wanted: readonly number[],
  ): Promise<RecognisedPage[] | null> {
    const pages: RecognisedPage[] = [];
    for (const page of wanted) {
      if (this.isEnding) return null;
      const stored = known.find((candidate) => candidate.page === page);
      pages.push(stored === undefined ? await this.#readPage(file, page) : recognisedPage(stored));
    }
    return pages;
  }

  async #readPage(file: PicturedFile, page: number): Promise<RecognisedPage> {
    const read = await this.#tryPage(file, page);
    await this.#options.keepPage(file.hash, read);
    this.add(1);
    return read;
  }

  async #tryPage(file: PicturedFile, page: number, ends = 1): Promise<RecognisedPage> {
    try {
      return { page, text: await this.#options.reader.read(file, page), code: null };
    } catch (thrown) {
      if (this.signal.aborted) throw thrown;
      const { code } = normaliseError(thrown);
      if (ELSEWHERE.has(code)) throw thrown;
      if (code === 'READER_ENDED' && ends < MOST_ENDS) return this.#tryPage(file, page, ends + 1);
      return { page, text: '', code: reasonOf(code) };
    }
  }
}

function fileOf({ path, within, format, hash }: PicturedContent, root: string): PicturedFile {
  return { path: `${root}/${path}`, within, format, hash };
}

function recognisedPage({ page, text, code }: StoredPage): RecognisedPage {
  return { page, text, code: code === null ? null : reasonOf(code) };
}

/** What is said of a page that could not be looked at. */
function reasonOf(code: string): 'RECOGNITION_TOO_LONG' | 'RECOGNITION_FAILED' {
  return code === 'RECOGNITION_TOO_LONG' ? code : 'RECOGNITION_FAILED';
}
