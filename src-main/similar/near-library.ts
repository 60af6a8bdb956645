import { readContent } from '../storage/passages.ts';
import { readSketches, sketchesEdition, unsketched, type StoredSketch } from '../storage/sketches.ts';
import type { NearPair } from './near-groups.ts';
import { candidatePairs, candidatesOf } from './near-pairs.ts';
import { allShingles, isNear, resemblance, shinglesOf, type Resemblance } from './shingles.ts';
import type { SimilarLibrary } from './similar-library.ts';
import { sketchOf, SKETCH_VALUES } from './sketch.ts';

/** Characters sketched in one call: a quarter of a second. */
const SKETCHED_AT_ONCE = 3_000_000;
/** Of longer texts so many characters are compared. */
const MOST_READ = 2_000_000;
/** Shingles kept of texts that are compared with several others: 64 MB. */
const MOST_KEPT = 16_000_000;

/** Formats whose texts share most of what they say though they are about different things. */
const ALIKE_BY_FORM = ['mail', 'outlook-mail', 'tnef', 'contacts', 'calendar'];
const NEAR_BY_FORM = 0.85;

/** What is nearly the same in a library: sketches find what may be, the texts themselves decide. */
export class NearLibrary {
  readonly #library: SimilarLibrary;
  readonly #shingles = new Map<number, Uint32Array>();
  #kept = 0;
  #found: { readonly edition: string; readonly pairs: readonly NearPair[] } | null = null;

  constructor(library: SimilarLibrary) {
    this.#library = library;
  }

  /** Sketches of some contents that have none yet; empty where all have one. */
  sketch(): StoredSketch[] {
    const made: StoredSketch[] = [];
    let read = 0;
    for (const { id, hash, length } of unsketched(this.#library.connection)) {
      const text = this.#library.texts.read(id, 0, Math.min(length, MOST_READ));
      made.push({ content: id, hash, sketch: sketchOf(allShingles(text)) });
      read += text.length;
      if (read > SKETCHED_AT_ONCE) break;
    }
    return made;
  }

  /** Pairs of contents that are nearly the same, as far as sketches are there. */
  pairs(): readonly NearPair[] {
    const edition = sketchesEdition(this.#library.connection);
    if (this.#found?.edition === edition) return this.#found.pairs;
    this.#forget();
    const { contents, sketches } = readSketches(this.#library.connection, SKETCH_VALUES);
    const pairs = candidatePairs(sketches).flatMap(({ left, right }) => {
      const [one, other] = [contents[left]!, contents[right]!];
      const alike = this.resemblance(one, other);
      return this.isNear(one, other, alike) ? [{ left: one, right: other, both: alike.both }] : [];
    });
    this.#forget();
    this.#found = { edition, pairs };
    return pairs;
  }

  /** Contents nearly the same as one. */
  nearTo(content: number): { content: number; alike: Resemblance }[] {
    const sketch = sketchOf(this.#shinglesOf(content));
    if (sketch === null) return [];
    const { contents, sketches } = readSketches(this.#library.connection, SKETCH_VALUES);
    return candidatesOf(sketch, sketches)
      .map((row) => contents[row]!)
      .filter((other) => other !== content)
      .map((other) => ({ content: other, alike: this.resemblance(content, other) }))
      .filter(({ content: other, alike }) => this.isNear(content, other, alike));
  }

  resemblance(left: number, right: number): Resemblance {
    return resemblance(this.#shinglesOf(left), this.#shinglesOf(right));
  }

  isNear(left: number, right: number, alike: Resemblance): boolean {
    if (!isNear(alike)) return false;
    const byForm = [left, right].every((content) => this.#isAlikeByForm(content));
    return !byForm || alike.both >= NEAR_BY_FORM;
  }

  #isAlikeByForm(content: number): boolean {
    const row = this.#library.connection
      .prepare<[number], { format: string; dataLike: number }>(
        'SELECT format, data_like AS dataLike FROM contents WHERE id = ?',
      )
      .get(content);
    return row !== undefined && (row.dataLike === 1 || ALIKE_BY_FORM.includes(row.format));
  }

  #shinglesOf(content: number): Uint32Array {
    const known = this.#shingles.get(content);
    if (known !== undefined) return known;
    if (this.#kept > MOST_KEPT) this.#forget();
    const length = readContent(this.#library.connection, content)?.length ?? 0;
    const shingles = shinglesOf(this.#library.texts.read(content, 0, Math.min(length, MOST_READ)));
    this.#shingles.set(content, shingles);
    this.#kept += shingles.length;
    return shingles;
  }

  #forget(): void {
    this.#shingles.clear();
    this.#kept = 0;
  }
}
