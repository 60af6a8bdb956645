import { DocumentMean } from '../lib/document-mean.ts';
import type { WriteConnection } from './connection.ts';
import { worthDeepening } from './deepening.ts';
import type { HeavyCodes } from './heavy-codes.ts';
import type { ResidentCodes } from './resident-codes.ts';
import { TextReader } from './text-blocks.ts';
import { vectorsOfPassages } from './vectors.ts';

/** A document as labels see it. */
export interface LabelledDocument {
  readonly hash: Uint8Array;
  readonly light: Int8Array;
  /** Null until it was read closely. */
  readonly heavy: Int8Array | null;
  /** What it begins with, so many UTF-16 units at the most. */
  readonly beginning: (most: number) => string;
}

/** The labels a document gets, and how much it is theirs. */
export type LabelsOf = (
  document: LabelledDocument,
) => readonly { readonly label: number; readonly score: number }[];

export interface DocumentVectorOptions {
  readonly connection: WriteConnection;
  /** Light codes. */
  readonly resident: ResidentCodes;
  readonly heavy: HeavyCodes;
  readonly labelsOf?: LabelsOf | undefined;
}

/** A content with where its passages lie. */
export interface PlacedContent {
  readonly id: number;
  readonly hash: Uint8Array;
  readonly first: number;
  readonly passages: number;
  readonly dataLike: number;
}

const PLACED = 'contents.id, hash, first_passage AS first, passages, data_like AS dataLike';
/** Passages averaged in one transaction of the background: a fraction of a second. */
const AVERAGED_AT_ONCE = 5_000;
const CONTENTS_AT_ONCE = 2_000;

/**
 * Keeps one light and one heavy vector of every content that has text, and has it labelled by them; to be called inside
 * the transaction that changes what they are made of.
 */
export class DocumentVectorWriter {
  readonly #options: DocumentVectorOptions;
  /** Contents up to here have the vectors they can have. */
  #filled = 0;
  #changes = 0;
  readonly #texts: TextReader;

  constructor(options: DocumentVectorOptions) {
    this.#options = options;
    this.#texts = new TextReader(options.connection);
  }

  /** How often vectors came, changed or left since this was made. */
  get changes(): number {
    return this.#changes;
  }

  /** A content was stored; vectors of its passages may be known from others. */
  add(content: PlacedContent, light: Int8Array, text: string): void {
    if (content.passages === 0) return;
    this.#insertLight(content.id, light);
    const heavy = this.#keepHeavy(content);
    this.#label(content.id, { hash: content.hash, light, heavy, beginning: (most) => text.slice(0, most) });
  }

  remove(content: number): void {
    this.#changes += 1;
    for (const table of ['document_vectors', 'document_labels', 'sketches', 'map_points'])
      this.#run(`DELETE FROM ${table} WHERE content = ?`, content);
  }

  /** Vectors of these passages were stored: contents of which none is missing now get theirs. */
  keep(passages: readonly number[]): void {
    const contents = new Map(passages.flatMap((passage) => this.#holding(passage) ?? []));
    for (const content of contents.values()) {
      if (!this.#isDeep(content)) continue;
      const light = this.#light(content);
      this.#labelStored(content, light, this.#keepHeavy(content));
    }
  }

  /** Averages some contents that were stored before there were such vectors, or read closely; answers whether more may be. */
  fill(): boolean {
    const { connection, heavy } = this.#options;
    const contents = connection
      .prepare<[number, number, number], PlacedContent & { readonly light: Buffer | null }>(
        `SELECT ${PLACED}, light FROM contents LEFT JOIN document_vectors ON content = contents.id
         WHERE contents.id > ? AND passages > 0 AND (light IS NULL OR heavy_model IS NOT ?)
         ORDER BY contents.id LIMIT ?`,
      )
      .all(this.#filled, heavy.vectorModel, CONTENTS_AT_ONCE);
    let averaged = 0;
    for (const content of contents) {
      if (averaged > AVERAGED_AT_ONCE) return true;
      averaged += this.#fill(content, content.light === null);
      this.#filled = content.id;
    }
    return contents.length === CONTENTS_AT_ONCE;
  }

  /** Answers with the number of passages that were averaged. */
  #fill(content: PlacedContent, isNew: boolean): number {
    if (isNew) this.#light(content);
    const heavy = this.#keepHeavy(content);
    if (isNew || heavy !== null) this.#labelStored(content, this.#light(content), heavy);
    return (isNew ? content.passages : 0) + (heavy === null ? 0 : content.passages);
  }

  /** The light vector, made of codes where the content was stored without one. */
  #light({ id, first, passages }: PlacedContent): Int8Array {
    const { connection, resident } = this.#options;
    const stored = connection
      .prepare<[number], { light: Buffer }>('SELECT light FROM document_vectors WHERE content = ?')
      .get(id);
    if (stored !== undefined) return new Int8Array(stored.light);
    const { width, codes } = resident;
    const mean = new DocumentMean(width * 8);
    for (let at = first * width; at < (first + passages) * width; at += width)
      mean.add(signsOf(codes.subarray(at, at + width)));
    const light = mean.rounded();
    this.#insertLight(id, light);
    return light;
  }

  #insertLight(content: number, light: Int8Array): void {
    this.#changes += 1;
    this.#run('INSERT INTO document_vectors (content, light) VALUES (?, ?)', content, bytesOf(light));
  }

  /** Whether every passage worth reading closely has its vector, and there is one. */
  #isDeep({ first, passages, dataLike }: PlacedContent): boolean {
    const { heavy } = this.#options;
    const end = first + worthDeepening(passages, dataLike === 1);
    for (let passage = first; passage < end; passage += 1) if (!heavy.has(passage)) return false;
    return end > first;
  }

  /** Stores the heavy vector of a content and answers it; null where it is not read closely to its end. */
  #keepHeavy(content: PlacedContent): Int8Array | null {
    if (!this.#isDeep(content)) return null;
    const { connection, heavy } = this.#options;
    const { id, first, passages, dataLike } = content;
    const count = worthDeepening(passages, dataLike === 1);
    const vectors = vectorsOfPassages(connection, heavy.vectorModel, first, count);
    if (vectors.length < count) return null;
    const mean = new DocumentMean(vectors[0]?.length ?? 0);
    for (const vector of vectors) mean.add(vector);
    const vector = mean.rounded();
    this.#changes += 1;
    this.#run(
      'UPDATE document_vectors SET heavy = ?, heavy_model = ? WHERE content = ?',
      bytesOf(vector),
      heavy.vectorModel,
      id,
    );
    return vector;
  }

  #labelStored({ id, hash }: PlacedContent, light: Int8Array, heavy: Int8Array | null): void {
    const beginning = (most: number): string => this.#texts.read(id, 0, most);
    this.#label(id, { hash, light, heavy, beginning });
  }

  #label(content: number, document: LabelledDocument): void {
    const { labelsOf } = this.#options;
    if (labelsOf === undefined) return;
    this.#run('DELETE FROM document_labels WHERE content = ?', content);
    for (const { label, score } of labelsOf({ ...document, hash: Uint8Array.from(document.hash) }))
      this.#run(
        'INSERT INTO document_labels (label, content, score) VALUES (?, ?, ?)',
        label,
        content,
        score,
      );
  }

  /** The content that a passage makes its heavy vector of. */
  #holding(passage: number): [[number, PlacedContent]] | undefined {
    const content = this.#options.connection
      .prepare<[number], PlacedContent>(
        `SELECT ${PLACED} FROM contents WHERE passages > 0 AND first_passage <= ?
         ORDER BY first_passage DESC LIMIT 1`,
      )
      .get(passage);
    if (content === undefined) return undefined;
    const { id, first, passages, dataLike } = content;
    return passage < first + worthDeepening(passages, dataLike === 1) ? [[id, content]] : undefined;
  }

  #run(sql: string, ...values: readonly (number | Uint8Array)[]): void {
    this.#options.connection.prepare<unknown[], never>(sql).run(...values);
  }
}

/** A code as a vector: 1 where its bit is set, −1 where it is not. */
function signsOf(code: Uint8Array): Int8Array {
  const signs = new Int8Array(code.length * 8);
  for (let bit = 0; bit < signs.length; bit += 1) signs[bit] = (code[bit >> 3]! >> (bit & 7)) & 1 ? 1 : -1;
  return signs;
}

function bytesOf(vector: Int8Array): Uint8Array {
  return new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength);
}
