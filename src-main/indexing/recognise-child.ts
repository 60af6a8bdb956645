import type { RecognisedPage } from '../files/pictured-document.ts';
import { sendPieces } from '../files/file-pieces.ts';
import { openFile } from '../files/open.ts';
import { failure } from '../files/reasons.ts';
import {
  BoundedChild,
  type ChildFailures,
  type ChildLimits,
  type RunningChild,
} from '../lib/bounded-child.ts';
import type { Calls } from '../lib/calls.ts';
import { entryBeside } from '../lib/entry.ts';
import { InklingError } from '../lib/errors.ts';
import type { Spawn } from '../lib/processes.ts';
import type { PreparedContent } from '../storage/content.ts';
import type { PicturedFile, RecogniseHandlers } from './recognise-process.ts';

/** Of one call: a page, or the document around its pages. */
export type RecogniseLimits = ChildLimits;

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

const FAILURES: ChildFailures = {
  ended: () =>
    new InklingError('READER_ENDED', {
      cause: 'The process that recognises words ended.',
      remedy: 'Look again to try once more.',
    }),
  tookTooLong: () => failure('RECOGNITION_TOO_LONG'),
  tookTooMuch: () => failure('RECOGNITION_FAILED', 'To recognise its words takes too much memory.'),
};

/** The one process that recognises, bound in time and memory: a page that breaks the bounds costs itself. */
export class RecogniseChild {
  readonly #child: BoundedChild<RecogniseHandlers>;
  readonly #languages: () => readonly string[];
  /** The languages it was started with: another start where they changed. */
  #spoken = '';

  constructor({ spawn, lightModel, languages, limits, entry }: RecogniseChildOptions) {
    this.#languages = languages;
    this.#child = new BoundedChild({
      spawn,
      entry: entry ?? entryBeside('recognise-process', import.meta.url),
      process: { name: 'recognise', threads: true },
      limits: limits ?? DEFAULT_LIMITS,
      failures: FAILURES,
      load: (calls) => calls.load({ lightModel, languages: languages() }),
    });
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

  /** Ends the process: what it was asked is refused, the next call starts another. */
  end(): Promise<void> {
    return this.#child.end();
  }

  #bound<Answer>(
    file: PicturedFile,
    work: (calls: Calls<RecogniseHandlers>) => Promise<Answer>,
  ): Promise<Answer> {
    const spoken = this.#languages().join('+');
    if (spoken !== this.#spoken) this.#child.drop();
    this.#spoken = spoken;
    return this.#child.bound(async (running) => {
      await handOver(running, file);
      return work(running.calls);
    });
  }
}

/** The process reads no path: it is given the bytes, once for all pages. */
async function handOver(running: RunningChild<RecogniseHandlers>, file: PicturedFile): Promise<void> {
  const key = `${file.path} ${file.within} ${Buffer.from(file.hash).toString('hex')}`;
  if (running.file === key) return;
  running.file = null;
  const opened = await openFile(file.path);
  try {
    await sendPieces(opened, (stretch) => running.calls.piece(stretch));
  } finally {
    await opened.close();
  }
  await running.calls.open({ file });
  running.file = key;
}
