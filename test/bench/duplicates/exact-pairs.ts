/** Runs of so many words; fewer of them say nothing, half of them in common is nearly the same. */
const RUN = 3;
const FEWEST = 16;
const LEAST = 0.5;
/** Of shorter texts more must be the same. */
const SHORT = 60;
const LEAST_OF_SHORT = 0.7;
/** And more of mails, cards, dates and tables of data, which are alike by their form. */
const ALIKE_BY_FORM = new Set(['mail', 'outlook-mail', 'tnef', 'contacts', 'calendar']);
const LEAST_BY_FORM = 0.85;
/** Of longer texts so many characters are compared. */
const MOST_READ = 2_000_000;

/** A text, and what its kind says of it. */
export interface JudgedText {
  readonly text: string;
  readonly format: string;
  readonly isData: boolean;
}

/**
 * Every pair of texts of whose runs of three words at least half are the same, or more where they are short, found without sketches: exact, by what
 * two such sets must have in common among their rarest (prefix filtering; Chaudhuri, Ganti and Kaushik, 2006). Shares no
 * code with what it judges.
 */
export function exactPairs(texts: ReadonlyMap<number, JudgedText>): Set<string> {
  const sets = [...texts]
    .map(([id, judged]) => ({ id, runs: runsOf(judged.text), isByForm: isAlikeByForm(judged) }))
    .filter(({ runs }) => runs.length >= FEWEST);
  const frequency = frequenciesOf(sets.map(({ runs }) => runs));
  const pairs = new Set<string>();
  const holding = new Map<number, number[]>();
  sets.sort((left, right) => left.runs.length - right.runs.length);
  sets.forEach(({ id, runs, isByForm }, place) => {
    const met = new Set<number>();
    for (const run of repeatedPrefix(runs, frequency)) {
      const others = holding.get(run);
      if (others === undefined) holding.set(run, [place]);
      else {
        for (const other of others) met.add(other);
        others.push(place);
      }
    }
    for (const other of met) {
      const { id: otherId, runs: otherRuns, isByForm: otherIs } = sets[other]!;
      const least = leastOf(otherRuns.length, isByForm && otherIs);
      if (otherRuns.length >= LEAST * runs.length && jaccard(runs, otherRuns) >= least)
        pairs.add(pairKey(id, otherId));
    }
  });
  return pairs;
}

/** The same of two texts alone, by sets of the runs themselves. */
export function areNear(left: JudgedText, right: JudgedText): boolean {
  const [one, other] = [left, right].map(({ text }) => new Set(wordRuns(text)));
  const fewer = Math.min(one!.size, other!.size);
  const shared = [...one!].filter((run) => other!.has(run)).length;
  const least = leastOf(fewer, isAlikeByForm(left) && isAlikeByForm(right));
  return fewer >= FEWEST && shared / (one!.size + other!.size - shared) >= least;
}

/** @param fewer runs of the smaller set */
function leastOf(fewer: number, areByForm: boolean): number {
  if (areByForm) return LEAST_BY_FORM;
  return fewer < SHORT ? LEAST_OF_SHORT : LEAST;
}

function isAlikeByForm({ format, isData }: JudgedText): boolean {
  return isData || ALIKE_BY_FORM.has(format);
}

export function pairKey(one: number, other: number): string {
  return one < other ? `${one} ${other}` : `${other} ${one}`;
}

/** Distinct runs as numbers of 53 bits, ascending. */
function runsOf(text: string): Float64Array {
  return Float64Array.from(new Set(wordRuns(text).map(numberOf))).sort();
}

/** Words without case and marks; a word that a line's end cuts is one, and a letter of a script without blanks is one. */
function wordRuns(text: string): string[] {
  const words =
    text
      .slice(0, MOST_READ)
      .replaceAll(/(?<=[\p{L}\p{N}])- *\n *(?=[\p{L}\p{N}])/gu, '')
      .replaceAll(/[\u00ad\u200b-\u200d\ufeff]/gu, '')
      .normalize('NFKD')
      .toLowerCase()
      .replaceAll(/\p{M}+/gu, '')
      .match(
        /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー])[\p{L}\p{N}])+/gu,
      ) ?? [];
  return words.slice(RUN - 1).map((_, at) => words.slice(at, at + RUN).join(' '));
}

/** Two sums of 32 bits (djb2 and sdbm), the second cut to 21. */
function numberOf(text: string): number {
  let [one, other] = [5_381, 0];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    one = (Math.imul(one, 33) ^ unit) >>> 0;
    other = (unit + Math.imul(other, 65_599)) >>> 0;
  }
  return (other & 0x1f_ffff) * 2 ** 32 + one;
}

/** Of a set's rarest runs, one of which any set half like it must share, those that several sets hold. */
function repeatedPrefix(runs: Float64Array, frequency: Frequencies): number[] {
  const counted = Array.from(runs, (run) => ({ run, count: countOf(frequency, run) }));
  const repeated = counted.filter(({ count }) => count > 1);
  const alone = counted.length - repeated.length;
  const length = Math.floor((1 - LEAST) * runs.length) + 1 - alone;
  return repeated
    .sort((left, right) => left.count - right.count)
    .slice(0, Math.max(0, length))
    .map(({ run }) => run);
}

interface Frequencies {
  readonly repeated: ReadonlyMap<number, number>;
}

/** How many sets hold each run, of those that several do. */
function frequenciesOf(sets: readonly Float64Array[]): Frequencies {
  const all = new Float64Array(sets.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  for (const runs of sets) {
    all.set(runs, end);
    end += runs.length;
  }
  all.sort();
  const repeated = new Map<number, number>();
  for (let at = 0; at < all.length;) {
    let next = at + 1;
    while (all[next] === all[at]) next += 1;
    if (next - at > 1) repeated.set(all[at]!, next - at);
    at = next;
  }
  return { repeated };
}

function countOf({ repeated }: Frequencies, run: number): number {
  return repeated.get(run) ?? 1;
}

function jaccard(left: Float64Array, right: Float64Array): number {
  let [at, other, shared] = [0, 0, 0];
  while (at < left.length && other < right.length) {
    const difference = left[at]! - right[other]!;
    if (difference === 0) shared += 1;
    if (difference <= 0) at += 1;
    if (difference >= 0) other += 1;
  }
  return shared / (left.length + right.length - shared);
}
