import { LightEmbedder } from '../embed/light/light-embedder.ts';
import { lightEmbedding } from '../embed/light/light-embedding.ts';
import { loadLightModel } from '../embed/light/light-model.ts';
import { InklingError } from '../lib/errors.ts';
import { CodeScan } from '../storage/code-scan.ts';
import { openForReading } from '../storage/connection.ts';
import { findModel } from '../storage/models.ts';
import { ResidentCodes, type SharedCodes } from '../storage/resident-codes.ts';
import { countSketched, type StoredSketch } from '../storage/sketches.ts';
import { TextReader } from '../storage/text-blocks.ts';
import { differenceOf, type DifferencePart } from './difference.ts';
import { contentAt, type PageOf, type Place, type Roots } from './documents.ts';
import { Duplicates, type DuplicatesPage } from './duplicates.ts';
import type { AlikePassage, ComparedPassage } from './close-order.ts';
import { knownVectors, type KnownVectors } from './known-vectors.ts';
import { NearLibrary } from './near-library.ts';
import { Quotes, type QuotesPage } from './quotes.ts';
import { SimilarDocuments, type SimilarDocument, type SimilarPage } from './similar-documents.ts';
import { SimilarPassages, type AskedPassages } from './similar-passages.ts';
import type { SimilarLibrary } from './similar-library.ts';
import { commonOf, Versions, type Version } from './versions.ts';
import { WhereFound, type FoundText, type FoundTexts } from './where-found.ts';
import { wordsOf } from './alignment.ts';

export interface SimilarOptions {
  /** Path of index.db. */
  readonly file: string;
  readonly codes: { readonly light: SharedCodes; readonly heavy: SharedCodes };
  /** Which of the areas beside the codes is this thread's. */
  readonly scanner: number;
  readonly lightModelFolder: string;
  readonly heavyModel: string;
  readonly heavyDimensions: number;
}

export interface SimilarRequest {
  readonly place: Place;
  readonly page: PageOf;
  readonly roots: Roots;
}

export interface AlikeRequest extends Omit<SimilarRequest, 'page'> {
  readonly passages: AskedPassages;
}

export interface Difference {
  readonly parts: readonly DifferencePart[];
  readonly common: number;
  /** False where the texts are so long that only their beginnings were compared. */
  readonly isWhole: boolean;
}

/** Fewer words stand in too many texts to tell one by. */
const FEWEST_WORDS = 3;
const MOST_COMPARED = 400_000;

/** Finding from a document or a text, over one library. */
export class Similar {
  readonly #library: SimilarLibrary;
  readonly #documents: SimilarDocuments;
  readonly #passages: SimilarPassages;
  readonly #where: WhereFound;
  readonly #near: NearLibrary;
  readonly #duplicates: Duplicates;
  readonly #versions: Versions;
  readonly #quotes: Quotes;

  constructor({ file, codes, scanner, lightModelFolder, heavyModel, heavyDimensions }: SimilarOptions) {
    const connection = openForReading(file);
    const light = new ResidentCodes(codes.light);
    const model = loadLightModel(lightModelFolder);
    const embedder = new LightEmbedder(model);
    this.#library = {
      connection,
      texts: new TextReader(connection),
      light,
      heavy: new ResidentCodes(codes.heavy),
      heavyModel: findModel(connection, heavyModel),
      heavyDimensions,
      embedLight: lightEmbedding(model),
      lightCentre: model.centre,
      lightCode: (vector) => embedder.code(vector),
    };
    const scan = new CodeScan(light, scanner);
    this.#documents = new SimilarDocuments(this.#library);
    this.#passages = new SimilarPassages(this.#library, scan);
    this.#where = new WhereFound(this.#library, scan);
    this.#near = new NearLibrary(this.#library);
    this.#duplicates = new Duplicates(this.#library, this.#near);
    this.#versions = new Versions(this.#library, this.#near);
    this.#quotes = new Quotes(this.#library);
  }

  close(): void {
    this.#library.connection.close();
  }

  /** @throws InklingError DOCUMENT_UNKNOWN, DOCUMENT_NOT_READ, DOCUMENT_WITHOUT_TEXT */
  similar({ place, page, roots }: SimilarRequest): SimilarPage {
    return this.#look(() => this.#documents.find(contentAt(this.#library.connection, place), page, roots));
  }

  /** @throws InklingError as `similar`; PASSAGE_NOT_FOUND */
  alike({ place, passages, roots }: AlikeRequest): AlikePassage[] {
    return this.#look(() => this.#passages.find(contentAt(this.#library.connection, place), passages, roots));
  }

  describeAlike({
    passages,
    roots,
  }: {
    readonly passages: readonly ComparedPassage[];
    readonly roots: Roots;
  }): SimilarDocument[] {
    return this.#look(() => this.#passages.describe(passages, roots));
  }

  /** What is stored of passages' heavy vectors, and what the others are made of. */
  vectors({ passages }: { readonly passages: readonly number[] }): KnownVectors {
    return this.#look(() => knownVectors(this.#library, passages));
  }

  /** @throws InklingError as `similar` */
  versions({ place }: { readonly place: Place }): Version[] {
    return this.#look(() => this.#versions.of(place, contentAt(this.#library.connection, place)));
  }

  /** @throws InklingError TEXT_TOO_SHORT */
  where({ text }: { readonly text: string }): FoundTexts {
    if (wordsOf(text).hashes.length < FEWEST_WORDS) throw tooShort();
    return this.#look(() => this.#where.find(text));
  }

  /** Passages found by meaning, without documents that were found by words. */
  describeMeant({
    passages,
    quoted,
  }: {
    readonly passages: readonly ComparedPassage[];
    readonly quoted: readonly number[];
  }): FoundText[] {
    return this.#look(() => this.#where.describe(passages, quoted));
  }

  /** Sketches of some contents that have none yet, to be kept; empty where all have one. */
  sketch(): StoredSketch[] {
    return this.#look(() => this.#near.sketch());
  }

  /** How many texts were looked at, of all. */
  sketched(): { done: number; total: number } {
    return this.#look(() => countSketched(this.#library.connection));
  }

  duplicates({ within, page }: { readonly within: Place | null; readonly page: PageOf }): DuplicatesPage {
    return this.#look(() => this.#duplicates.find(within, page));
  }

  /** @throws InklingError as `similar` */
  quotes({ place, page }: { readonly place: Place; readonly page: PageOf }): QuotesPage {
    return this.#look(() => this.#quotes.find(contentAt(this.#library.connection, place), page));
  }

  /** @throws InklingError as `similar` */
  difference({ left, right }: { readonly left: Place; readonly right: Place }): Difference {
    return this.#look(() => {
      const [one, other] = [left, right].map((place) => contentAt(this.#library.connection, place));
      const textOf = (id: number): string => this.#library.texts.read(id, 0, MOST_COMPARED);
      return {
        parts: differenceOf(textOf(one!.id), textOf(other!.id)),
        common: one!.id === other!.id ? 1 : commonOf(this.#near.resemblance(one!.id, other!.id).both),
        isWhole: Math.max(one!.length, other!.length) <= MOST_COMPARED,
      };
    });
  }

  #look<Result>(body: () => Result): Result {
    return this.#library.connection.snapshot(body);
  }
}

function tooShort(): InklingError {
  return new InklingError('TEXT_TOO_SHORT', {
    cause: 'Fewer than three words do not tell one passage from others.',
    remedy: 'Paste a sentence or more; `inkling search` finds single words.',
  });
}
