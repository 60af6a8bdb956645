import type { Excerpt } from '../lib/text/excerpt.ts';
import { InklingError } from '../lib/errors.ts';
import type { CodeScan } from '../storage/code-scan.ts';
import type { ResidentCodes } from '../storage/resident-codes.ts';
import { contentOfPassage, readPassage, type ContentRow, type PassageRow } from '../storage/passages.ts';
import { align, wordsOf } from './alignment.ts';
import type { AlikePassage, ComparedPassage } from './close-order.ts';
import { CodeLikeness } from './code-likeness.ts';
import { passagesSeen } from '../storage/seen-documents.ts';
import { excerptOf, hashOf, heldDocument, type Roots } from './documents.ts';
import { isOutgrown, LikenessScale, nearnessOf } from './likeness-scale.ts';
import { quotationOf } from './quotation.ts';
import type { SimilarDocument } from './similar-documents.ts';
import type { SimilarLibrary } from './similar-library.ts';
import { VectorLikeness } from './vector-likeness.ts';

/** Which passages of a document others are looked for: those that hold some words, or those of a page. */
export type AskedPassages = { readonly words: string } | { readonly page: number };

/** Passages compared of a page, and codes near each of them that are looked at. */
const MOST_ASKED = 8;
const NEAREST = 400;
const MOST_FOUND = 200;
const RANDOM_PAIRS = 500;

/** Finds passages like some of one document. */
export class SimilarPassages {
  readonly #library: SimilarLibrary;
  readonly #scan: CodeScan;
  readonly #likeness: CodeLikeness;
  readonly #closely: VectorLikeness;
  #deepScale: { readonly scale: LikenessScale; readonly of: number } | null = null;

  constructor(library: SimilarLibrary, scan: CodeScan) {
    this.#library = library;
    this.#scan = scan;
    this.#likeness = new CodeLikeness(library.light);
    this.#closely = new VectorLikeness(library);
  }

  /**
   * The passage of each other document that is most like one of those asked for, best first.
   * @throws InklingError PASSAGE_NOT_FOUND
   */
  find(asked: ContentRow, which: AskedPassages, roots: Roots): AlikePassage[] {
    const { connection, light: codes } = this.#library;
    const seen = roots === null ? null : passagesSeen(connection, roots, codes.used);
    const passages = 'page' in which ? this.#onPage(asked, which.page) : this.#holding(asked, which.words);
    const best = new Map<number, AlikePassage>();
    for (const here of passages) {
      const code = codes.codeAt(here);
      for (const there of this.#scan.nearest(Uint8Array.from(code), NEAREST, seen)) {
        const content = contentOfPassage(this.#library.connection, there)?.id;
        if (content === undefined || content === asked.id) continue;
        const light = this.#likeness.cosine(here, there);
        if (light > (best.get(content)?.light ?? -1)) best.set(content, { here, passage: there, light });
      }
    }
    const hash = hashOf(this.#library.connection, asked.id);
    return [...best]
      .filter(([content]) => hashOf(this.#library.connection, content) !== hash)
      .toSorted(([one, its], [other, others]) => others.light - its.light || one - other)
      .slice(0, MOST_FOUND)
      .map(([, alike]) => alike);
  }

  describe(passages: readonly ComparedPassage[], roots: Roots): SimilarDocument[] {
    const lightScale = this.#lightScale();
    const deepScale = passages.some(({ deep }) => deep !== null) ? this.#deepScaleNow() : null;
    return passages.flatMap(({ passage, here, light, deep }) => {
      const byLight = lightScale.scoreOf(light);
      const score = deep === null || deepScale === null ? byLight : (byLight + deepScale.scoreOf(deep)) / 2;
      return this.#described(passage, here, { score, deep: deep !== null, roots }) ?? [];
    });
  }

  #lightScale(): LikenessScale {
    const pairs = randomPairs(this.#library.light);
    return new LikenessScale(pairs.map(([left, right]) => this.#likeness.cosine(left, right)));
  }

  /** Kept, for its vectors are read from the disk; made anew where half as many passages again were read closely. */
  #deepScaleNow(): LikenessScale {
    const { heavy } = this.#library;
    const { count } = heavy;
    if (this.#deepScale === null || isOutgrown(this.#deepScale.of, count))
      this.#deepScale = {
        scale: new LikenessScale(this.#closely.cosines(randomPairs(heavy))),
        of: count,
      };
    return this.#deepScale.scale;
  }

  #described(
    passage: number,
    here: number | null,
    { roots, ...how }: Pick<SimilarDocument, 'score' | 'deep'> & { readonly roots: Roots },
  ): SimilarDocument | null {
    const content = contentOfPassage(this.#library.connection, passage)?.id;
    const document = content === undefined ? null : heldDocument(this.#library.connection, content, roots);
    const own = here === null ? null : this.#excerpt(here);
    const other = this.#excerpt(passage);
    if (document === null || own === null || other === null) return null;
    return { document, ...how, nearness: nearnessOf(how.score), here: own, there: other };
  }

  #excerpt(passage: number): Excerpt | null {
    const row = readPassage(this.#library.connection, passage);
    return row === undefined
      ? null
      : excerptOf(row, this.#library.texts.read(row.content, row.start, row.length));
  }

  #onPage({ firstPassage, passages }: ContentRow, page: number): number[] {
    const found = this.#library.connection
      .prepare<[number, number, number, number], number>(
        'SELECT id FROM passages WHERE id >= ? AND id < ? AND page = ? ORDER BY id LIMIT ?',
      )
      .pluck()
      .all(firstPassage, firstPassage + passages, page, MOST_ASKED);
    if (found.length === 0)
      throw new InklingError('PASSAGE_NOT_FOUND', {
        cause: `This document has no text on a page ${page}.`,
        remedy:
          'Give a page that has words, or words of the passage with --passage; texts without pages have none.',
      });
    return found;
  }

  /** The passage that holds the words, though they may be misquoted. */
  #holding({ id, firstPassage, passages }: ContentRow, text: string): number[] {
    const wanted = wordsOf(text);
    const rows = Array.from({ length: passages }, (_, place) => firstPassage + place)
      .flatMap((passage) => readPassage(this.#library.connection, passage) ?? [])
      .map((row) => ({ row, share: this.#shareIn(row, id, wanted) }))
      .toSorted((left, right) => right.share - left.share || left.row.id - right.row.id);
    const [first] = rows;
    if (first === undefined || first.share === 0)
      throw new InklingError('PASSAGE_NOT_FOUND', {
        cause: 'No passage of this document holds these words.',
        remedy: 'Give a few words as they stand in it, or a page with --page.',
      });
    return [first.row.id];
  }

  #shareIn({ start, length }: PassageRow, content: number, wanted: ReturnType<typeof wordsOf>): number {
    const found = wordsOf(this.#library.texts.read(content, start, length));
    const quotation = quotationOf(wanted, found, align(wanted, found));
    return quotation.kind === 'hardly' ? 0 : quotation.share;
  }
}

/** Passages far apart, as good as random, of those that have codes. */
function randomPairs({ used, live }: ResidentCodes): [left: number, right: number][] {
  const step = Math.max(1, Math.floor(used / RANDOM_PAIRS));
  const pairs: [number, number][] = [];
  for (let place = 1; place < used; place += step) {
    const other = (place + (used >> 1)) % used;
    if (live[place] === 1 && live[other] === 1) pairs.push([place, other]);
  }
  return pairs;
}
