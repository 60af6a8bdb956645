import type { Excerpt } from '../lib/text/excerpt.ts';
import { readContent, readPassage, type ContentRow } from '../storage/passages.ts';
import { CodeLikeness } from './code-likeness.ts';
import { DocumentSpaces } from './document-spaces.ts';
import { contentsSeen } from '../storage/seen-documents.ts';
import { excerptOf, hashOf, heldDocument, type HeldDocument, type PageOf, type Roots } from './documents.ts';
import { isOutgrown, LikenessScale, nearnessOf, type Nearness } from './likeness-scale.ts';
import type { Likeness, PassageRun } from './likeness.ts';
import { isNear, resemblance, shinglesOf } from './shingles.ts';
import type { SimilarLibrary } from './similar-library.ts';
import { VectorLikeness } from './vector-likeness.ts';

/** A document that is like another, and the two passages that show it. */
export interface SimilarDocument {
  readonly document: HeldDocument;
  /** 0 as two texts at random, 1 the same. */
  readonly score: number;
  readonly nearness: Nearness;
  /** Whether both were compared as they were read closely. */
  readonly deep: boolean;
  readonly here: Excerpt;
  readonly there: Excerpt;
}

export interface SimilarPage {
  readonly found: readonly SimilarDocument[];
  /** Documents compared passage by passage. */
  readonly total: number;
}

interface Ranked {
  readonly content: ContentRow;
  readonly score: number;
  readonly deep: boolean;
  readonly likeness: Likeness;
}

type Pair = readonly [left: PassageRun, right: PassageRun];

/** What unrelated documents have in common; of heavy vectors null where too few were read closely to tell. */
interface Scales {
  readonly light: LikenessScale;
  readonly heavy: LikenessScale | null;
}

/**
 * Documents whose passages are compared, chosen by one vector each. Of documents of several subjects cut in two and
 * read closely, the vectors alone find .93 of the other halves among ten, passages compared .98 (npm run bench:similar).
 */
export const COMPARED_CLOSELY = 200;
/** Documents compared to learn how alike two are that have nothing to do with each other. */
const SPREAD = 120;
/** Only documents this much alike may be nearly the same. */
const WORTH_READING = 0.5;
/** Characters read to tell whether two texts are nearly the same. */
const MOST_READ = 400_000;

/** Finds documents like one of the library's. */
export class SimilarDocuments {
  readonly #library: SimilarLibrary;
  readonly #spaces: DocumentSpaces;
  readonly #light: CodeLikeness;
  readonly #heavy: VectorLikeness;
  #scales: (Scales & { readonly of: number }) | null = null;

  constructor(library: SimilarLibrary) {
    this.#library = library;
    this.#spaces = new DocumentSpaces(library);
    this.#light = new CodeLikeness(library.light);
    this.#heavy = new VectorLikeness(library);
  }

  find(asked: ContentRow, { offset, limit }: PageOf, roots: Roots): SimilarPage {
    const ranked = this.#ranked(asked, roots);
    const shown = ranked.slice(offset, offset + limit);
    const own = lazily(() => shinglesOf(this.#textOf(asked)));
    return {
      found: shown.flatMap((one) => this.#described(one, { own, roots }) ?? []),
      total: ranked.length,
    };
  }

  #ranked(asked: ContentRow, roots: Roots): Ranked[] {
    const seen = roots === null ? null : contentsSeen(this.#library.connection, roots);
    const hash = hashOf(this.#library.connection, asked.id);
    return this.#spaces
      .nearest(asked.id, COMPARED_CLOSELY + 1, seen)
      .filter((content) => content !== asked.id && hashOf(this.#library.connection, content) !== hash)
      .flatMap((content) => readContent(this.#library.connection, content) ?? [])
      .map(this.#comparing(asked))
      .toSorted((left, right) => right.score - left.score || left.content.id - right.content.id)
      .slice(0, COMPARED_CLOSELY);
  }

  /** Compares contents with the one asked for, by what was read closely where it was of both. */
  #comparing(asked: ContentRow): (content: ContentRow) => Ranked {
    const { light, heavy } = this.#scalesNow();
    const left = runOf(asked);
    const closely = heavy === null ? null : this.#heavy.with(left);
    return (content) => {
      const right = runOf(content);
      const deep = closely?.(right) ?? null;
      if (heavy !== null && deep !== null)
        return { content, likeness: deep, deep: true, score: heavy.scoreOf(deep.score) };
      const likeness = this.#light.between(left, right);
      return { content, likeness, deep: false, score: light.scoreOf(likeness.score) };
    };
  }

  #described(
    { content, score, deep, likeness }: Ranked,
    { own, roots }: { readonly own: () => Uint32Array; readonly roots: Roots },
  ): SimilarDocument[] {
    const document = heldDocument(this.#library.connection, content.id, roots);
    const [here, there] = [this.#excerpt(likeness.left), this.#excerpt(likeness.right)];
    if (document === null || here === null || there === null) return [];
    const isSame = score >= WORTH_READING && isNear(resemblance(own(), shinglesOf(this.#textOf(content))));
    return [{ document, score, nearness: isSame ? 'same' : nearnessOf(score), deep, here, there }];
  }

  #excerpt(passage: number): Excerpt | null {
    const row = readPassage(this.#library.connection, passage);
    if (row === undefined) return null;
    return excerptOf(row, this.#library.texts.read(row.content, row.start, row.length));
  }

  #textOf({ id, length }: ContentRow): string {
    return this.#library.texts.read(id, 0, Math.min(length, MOST_READ));
  }

  /** Scales of the library's own unrelated documents; made anew where it has grown by half. */
  #scalesNow(): Scales {
    const { count } = this.#spaces;
    if (this.#scales !== null && !isOutgrown(this.#scales.of, count)) return this.#scales;
    const pairs = this.#unrelated();
    const light = new LikenessScale(pairs.map(([left, right]) => this.#light.between(left, right).score));
    const heavy = this.#heavyScale(pairs);
    this.#scales = { light, heavy, of: heavy === null ? 0 : count };
    return this.#scales;
  }

  /** Null where fewer than half of the pairs were read closely. */
  #heavyScale(pairs: readonly Pair[]): LikenessScale | null {
    const closely = pairs.filter((pair) => pair.every((run) => this.#heavy.has(run)));
    if (closely.length === 0 || closely.length < pairs.length / 2) return null;
    return new LikenessScale(closely.flatMap(([left, right]) => this.#heavy.with(left)(right)?.score ?? []));
  }

  #unrelated(): Pair[] {
    const spread = this.#spaces
      .spread(SPREAD)
      .flatMap((content) => readContent(this.#library.connection, content) ?? [])
      .map(runOf);
    const half = spread.length >> 1;
    return spread.slice(0, half).map((left, place) => [left, spread[half + place]!]);
  }
}

function runOf({ firstPassage, passages }: ContentRow): PassageRun {
  return { first: firstPassage, count: passages };
}

function lazily<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}
