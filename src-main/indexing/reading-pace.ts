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

/** A time left is known once half of what waits, files and bytes, is of kinds that were read. */
const LEAST_KNOWN = 0.5;
/** What was read for less than this says nothing yet. */
const LEAST_MILLISECONDS = 1_000;
const LEAST_FILES = 10;
/** Sizes differ more than times: a file that is larger still is not taken to last longer. */
const MOST_TIMES_LARGER = 10;

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
    const isKnown = ([ending]: readonly [string, Sum]): boolean =>
      (this.#read.get(ending)?.files ?? 0) >= LEAST_FILES;
    const [all, known] = [sumOf(waiting), sumOf(waiting.filter(isKnown))];
    if (all.files === 0) return null;
    if (known.files < LEAST_KNOWN * all.files || known.bytes < LEAST_KNOWN * all.bytes) return null;
    // Kinds hardly read yet are taken for the average of the others.
    const average = sumOf([...this.#read]);
    const total = waiting.reduce((sum, kind) => {
      const before = isKnown(kind) ? this.#read.get(kind[0]) : undefined;
      return sum + timeOf(kind[1], before ?? average);
    }, 0);
    return (total / 1_000) * (elapsed / this.#milliseconds);
  }
}

/** So many files like those before them: half of what one takes is its own, half grows with its size. */
function timeOf(waiting: Sum, read: Sum): number {
  const larger = waiting.bytes / waiting.files / Math.max(1, read.bytes / read.files);
  const times = (1 + Math.min(MOST_TIMES_LARGER, Math.max(0, larger))) / 2;
  return waiting.files * (read.milliseconds / read.files) * times;
}

function add(sums: Map<string, Sum>, ending: string, more: Sum): void {
  const sum = sums.get(ending) ?? { files: 0, bytes: 0, milliseconds: 0 };
  increase(sum, more);
  sums.set(ending, sum);
}

function sumOf(kinds: readonly (readonly [string, Sum])[]): Sum {
  const total: Sum = { files: 0, bytes: 0, milliseconds: 0 };
  for (const [, sum] of kinds) increase(total, sum);
  return total;
}

function increase(sum: Sum, more: Sum): void {
  sum.files += more.files;
  sum.bytes += more.bytes;
  sum.milliseconds += more.milliseconds;
}
