import type { RecognisedPage } from '../files/pictured-document.ts';
import { normaliseError, type InklingError } from '../lib/errors.ts';
import type { PreparedContent } from '../storage/content.ts';
import type { PicturedContent, StoredPage } from '../storage/recognition.ts';
import type { PicturedFile } from './recognise-process.ts';

/** What looks at pages; it may end at any time, and the next call starts another. */
export interface PageReader {
  pages(file: PicturedFile): Promise<readonly number[]>;
  read(file: PicturedFile, page: number): Promise<string>;
  finish(file: PicturedFile, pages: readonly RecognisedPage[]): Promise<PreparedContent>;
  end(): Promise<void>;
}

export interface RecogniserOptions {
  readonly reader: PageReader;
  /** The next content behind `after`. */
  readonly next: (after: number) => Promise<PicturedContent | undefined>;
  readonly count: () => Promise<{ total: number; done: number }>;
  readonly keepPage: (hash: Uint8Array, page: StoredPage) => Promise<void>;
  /** Puts what was made of a content in its place. */
  readonly replace: (before: number, content: PreparedContent) => Promise<void>;
  /** Notes that a content cannot be looked at. */
  readonly giveUp: (content: number, why: InklingError) => Promise<void>;
  /** After a run in which something was put in its place. */
  readonly settle: () => Promise<void>;
  readonly rootPath: (root: number) => string | undefined;
  readonly onChange: () => void;
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

/** Looks for words in pictures, page by page in order of content, until nothing is left or it is told to stop. */
export class Recogniser {
  readonly #options: RecogniserOptions;
  #running: Promise<void> | undefined;
  #abort = new AbortController();
  #isResting = false;
  #isUnsettled = false;
  /** Pages, as counted last and added to since. */
  total = 0;
  done = 0;
  /** Pages that a whole run could not look at: only others are worth the next one. */
  #hopeless = 0;

  constructor(options: RecogniserOptions) {
    this.#options = options;
  }

  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  /** Whether there is more than what failed before. */
  get hasWork(): boolean {
    return this.total - this.done > this.#hopeless;
  }

  async recount(): Promise<void> {
    const { total, done } = await this.#options.count();
    this.total = total;
    this.done = done;
    this.#hopeless = Math.min(this.#hopeless, total - done);
  }

  start(): Promise<void> {
    this.#isResting = false;
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
      this.#options.onChange();
    });
    return this.#running;
  }

  /** Ends after the page under way. */
  rest(): void {
    this.#isResting = true;
  }

  /** Ends now; the page under way is looked at again another time. */
  async stop(): Promise<void> {
    this.#abort.abort(new Error('recognition was stopped'));
    await this.#options.reader.end();
    await this.#running?.catch(() => undefined);
  }

  async #run(): Promise<void> {
    this.#abort = new AbortController();
    try {
      await this.recount();
      this.#options.onChange();
      await this.#lookAtAll();
    } finally {
      await this.#options.reader.end();
      if (this.#isUnsettled) await this.#options.settle();
      this.#isUnsettled = false;
      await this.recount();
      // What fails would fail again at once, and for ever.
      if (!this.#isEnding) this.#hopeless = this.total - this.done;
    }
  }

  get #isEnding(): boolean {
    return this.#isResting || this.#abort.signal.aborted;
  }

  async #lookAtAll(): Promise<void> {
    let after = 0;
    while (!this.#isEnding) {
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
      const isForNow =
        this.#abort.signal.aborted || error.code === 'READER_ENDED' || ELSEWHERE.has(error.code);
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
      if (this.#isEnding) return null;
      const stored = known.find((candidate) => candidate.page === page);
      pages.push(stored === undefined ? await this.#readPage(file, page) : recognisedPage(stored));
    }
    return pages;
  }

  async #readPage(file: PicturedFile, page: number): Promise<RecognisedPage> {
    const read = await this.#tryPage(file, page);
    await this.#options.keepPage(file.hash, read);
    this.done += 1;
    this.#options.onChange();
    return read;
  }

  async #tryPage(file: PicturedFile, page: number, ends = 1): Promise<RecognisedPage> {
    try {
      return { page, text: await this.#options.reader.read(file, page), code: null };
    } catch (thrown) {
      if (this.#abort.signal.aborted) throw thrown;
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
