import { Caller, type Calls } from '../lib/calls.ts';
import { entryBeside } from '../lib/entry.ts';
import type { RecognisedPage } from '../files/pictured-document.ts';
import { openFile } from '../files/open.ts';
import { failure } from '../files/reasons.ts';
import { InklingError } from '../lib/errors.ts';
import { residentBytes } from '../lib/process-memory.ts';
import type { ChildHandle, Spawn } from '../lib/processes.ts';
import type { PreparedContent } from '../storage/content.ts';
import { PIECE_BYTES } from './sent-file.ts';
import type { PicturedFile, RecogniseHandlers } from './recognise-process.ts';

export interface RecogniseLimits {
  /** Of one call: a page, or the document around its pages. */
  readonly milliseconds: number;
  readonly bytes: number;
}

export interface RecogniseChildOptions {
  readonly spawn: Spawn;
  readonly lightModel: string;
  /** Languages of the words, as they are when the process starts. */
  readonly languages: () => readonly string[];
  readonly limits?: RecogniseLimits;
  /** Another entry, for tests of what the process may do. */
  readonly entry?: URL;
}

/** A dense page takes 4 seconds; what takes a minute is no page. The largest picture needs 700 MB. */
const DEFAULT_LIMITS: RecogniseLimits = { milliseconds: 60_000, bytes: 1_000 * 1_048_576 };
const LOOK_EVERY_MILLISECONDS = 100;

interface Running {
  readonly child: ChildHandle;
  readonly caller: Caller;
  readonly calls: Calls<RecogniseHandlers>;
  readonly loaded: Promise<unknown>;
  /** What it was started with: another start where that changed. */
  readonly terms: string;
  /** The file it has. */
  file: string | null;
}

/** The one process that recognises, bound in time and memory: a page that breaks the bounds costs itself. */
export class RecogniseChild {
  readonly #options: RecogniseChildOptions;
  readonly #limits: RecogniseLimits;
  #running: Running | null = null;

  constructor(options: RecogniseChildOptions) {
    this.#options = options;
    this.#limits = options.limits ?? DEFAULT_LIMITS;
  }

  /** Pages that are to be looked at. Every call throws the file's own reason, RECOGNITION_TOO_LONG, RECOGNITION_FAILED or READER_ENDED. */
  pages(file: PicturedFile): Promise<readonly number[]> {
    return this.#bound(file, (calls) => calls.pages(undefined));
  }

  /** The words of a page. */
  read(file: PicturedFile, page: number): Promise<string> {
    return this.#bound(file, (calls) => calls.read({ page }));
  }

  /** The document with the words of its pages in their place. */
  finish(file: PicturedFile, pages: readonly RecognisedPage[]): Promise<PreparedContent> {
    return this.#bound(file, (calls) => calls.finish({ file, pages }));
  }

  async #bound<Answer>(
    file: PicturedFile,
    work: (calls: Calls<RecogniseHandlers>) => Promise<Answer>,
  ): Promise<Answer> {
    const running = this.#current();
    const since = Date.now();
    const watch = setInterval(() => {
      const verdict = this.#verdict(running, Date.now() - since);
      if (verdict !== null) this.#end(running, verdict);
    }, LOOK_EVERY_MILLISECONDS).unref();
    try {
      await running.loaded;
      await handOver(running, file);
      return await work(running.calls);
    } finally {
      clearInterval(watch);
    }
  }

  /** Ends the process: what it was asked is refused, the next call starts another. */
  async end(): Promise<void> {
    const running = this.#running;
    if (running === null) return;
    this.#end(running, ended());
    await running.child.exited;
  }

  #current(): Running {
    const terms = this.#options.languages().join('+');
    if (this.#running !== null && this.#running.terms !== terms) this.#end(this.#running, ended());
    this.#running ??= this.#start(terms);
    return this.#running;
  }

  #start(terms: string): Running {
    const { spawn, entry, languages, lightModel } = this.#options;
    const child = spawn(entry ?? entryBeside('recognise-process', import.meta.url), {
      name: 'recognise',
      isBounded: true,
      threads: true,
    });
    const caller = new Caller(child.port);
    const calls = caller.calls<RecogniseHandlers>();
    const loaded = calls.load({ lightModel, languages: languages() });
    const running: Running = { child, caller, calls, loaded, terms, file: null };
    loaded.catch(() => this.#end(running, ended()));
    void child.exited.then(() => this.#end(running, ended()));
    return running;
  }

  #end(running: Running, reason: InklingError): void {
    if (this.#running === running) this.#running = null;
    running.caller.end(reason);
    running.child.kill();
  }

  #verdict({ child }: Running, spent: number): InklingError | null {
    const { milliseconds, bytes } = this.#limits;
    if (spent > milliseconds) return failure('RECOGNITION_TOO_LONG');
    const isLarge = child.pid !== null && residentBytes(child.pid) > bytes;
    return isLarge ? failure('RECOGNITION_FAILED', 'To recognise its words takes too much memory.') : null;
  }
}

/** The process reads no path: it is given the bytes, once for all pages. */
async function handOver(running: Running, file: PicturedFile): Promise<void> {
  const key = `${file.path} ${file.within} ${Buffer.from(file.hash).toString('hex')}`;
  if (running.file === key) return;
  running.file = null;
  const opened = await openFile(file.path);
  try {
    const { size } = opened;
    let at = 0;
    do {
      const bytes = await opened.read(at, Math.min(PIECE_BYTES, size - at));
      await running.calls.piece({ size, at, bytes });
      at += bytes.length;
    } while (at < size);
  } finally {
    await opened.close();
  }
  await running.calls.open({ file });
  running.file = key;
}

function ended(): InklingError {
  return new InklingError('READER_ENDED', {
    cause: 'The process that recognises words ended.',
    remedy: 'Look again to try once more.',
  });
}
