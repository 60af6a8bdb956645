import { endingOfPath } from '../lib/document-path.ts';

/** Files of one ending. */
export interface Kind {
  readonly ending: string;
  readonly files: number;
  readonly bytes: number;
}

interface Sum {
  files: number;
  bytes: number;
  milliseconds: number;
}

/** A time left is known once what waits is for the most part of kinds that were read. */
const LEAST_KNOWN = 0.8;
/** What was read for less than this says nothing yet. */
const LEAST_MILLISECONDS = 1_000;
const LEAST_FILES = 10;
/** A file five times the size of those before it takes longer, but hardly ever a hundred times as long. */
const MOST_TIMES_LONGER = 10;

/**
 * How long reading takes by kind of file, and so how long what waits will take: a scanned picture is read for seconds,
 * a text for a thousandth of one. Kinds are endings of names. Times are those of single files, several of which are
 * read at once: what they add up to in a second of the clock is measured too.
 */
export class ReadingPace {
  readonly #read = new Map<string, Sum>();
  #waiting = new Map<string, Sum>();
  #since = 0;
  /** Of the reading under way. */
  #files = 0;
  #milliseconds = 0;

  /** Reading begins now; what was learnt of kinds stays. */
  begin(now: number): void {
    this.#since = now;
    this.#files = 0;
    this.#milliseconds = 0;
  }

  /** What waits, counted anew. */
  expect(kinds: readonly Kind[]): void {
    this.#waiting = new Map(
      kinds.map(({ ending, files, bytes }) => [ending, { files, bytes, milliseconds: 0 }]),
    );
  }

  read(
    path: string,
    { bytes, milliseconds }: { readonly bytes: number; readonly milliseconds: number },
  ): void {
    const ending = endingOfPath(path);
    add(this.#read, ending, { files: 1, bytes, milliseconds });
    add(this.#waiting, ending, { files: -1, bytes: -bytes, milliseconds: 0 });
    this.#files += 1;
    this.#milliseconds += milliseconds;
  }

  /** Null before it is known. */
  secondsLeft(now: number): number | null {
    const elapsed = now - this.#since;
    if (elapsed < LEAST_MILLISECONDS || this.#files < LEAST_FILES || this.#milliseconds <= 0) return null;
    const waiting = [...this.#waiting].filter(([, { files }]) => files > 0);
    const known = waiting.flatMap(([ending, sum]) => {
      const before = this.#read.get(ending);
      return before === undefined ? [] : [{ files: sum.files, milliseconds: timeOf(sum, before) }];
    });
    const all = sumOf(waiting.map(([, { files }]) => files));
    const knownFiles = sumOf(known.map(({ files }) => files));
    if (all === 0 || knownFiles < LEAST_KNOWN * all) return null;
    // Kinds not read yet are taken for the average of the others.
    const total = sumOf(known.map(({ milliseconds }) => milliseconds)) * (all / knownFiles);
    return (total / 1_000) * (elapsed / this.#milliseconds);
  }
}

/** So many files like those before them, longer or shorter as they are larger or smaller. */
function timeOf(waiting: Sum, read: Sum): number {
  const size = waiting.bytes / waiting.files / Math.max(1, read.bytes / read.files);
  const times = Math.min(MOST_TIMES_LONGER, Math.max(1 / MOST_TIMES_LONGER, size));
  return waiting.files * (read.milliseconds / read.files) * times;
}

function add(sums: Map<string, Sum>, ending: string, more: Sum): void {
  const sum = sums.get(ending) ?? { files: 0, bytes: 0, milliseconds: 0 };
  sum.files += more.files;
  sum.bytes += more.bytes;
  sum.milliseconds += more.milliseconds;
  sums.set(ending, sum);
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0);
}
