import { CodePageWriter } from './code-pages.ts';
import type { WriteConnection } from './connection.ts';
import type { PreparedContent, PreparedPart } from './content.ts';
import { insertContent, insertPassages } from './content-rows.ts';
import { DocumentVectorWriter, type LabelsOf } from './document-vector-writer.ts';
import { dropDescription, leaveUndescribed } from './descriptions.ts';
import { isKnown, replaceParts, type PlacedPart } from './document-rows.ts';
import type { HeavyCodes } from './heavy-codes.ts';
import {
  noteRecognised,
  readReplaced,
  repointDocuments,
  type ReplacedContent,
} from './recognised-contents.ts';
import { dropLoosePages } from './recognition.ts';
import { leaveUnposted } from './posting-writer.ts';
import type { ResidentCodes } from './resident-codes.ts';
import { TextWriter } from './text-blocks.ts';
import { keepVectors, type PassageVector } from './vectors.ts';

/** The content a file turned out to have, or why it has none. */
export type ReadOutcome =
  | { readonly document: number; readonly content: PreparedContent; readonly parts?: readonly PreparedPart[] }
  | { readonly document: number; readonly code: string; readonly cause: string };

/** Codes that join the others once their transaction stands. */
interface Placed {
  readonly first: number;
  readonly codes: Uint8Array;
}

interface ContentRow {
  readonly id: number;
  readonly code: string | null;
  readonly cause: string | null;
}

export interface IndexWriterOptions {
  readonly connection: WriteConnection;
  /** What light codes are stored under. */
  readonly lightModel: number;
  readonly resident: ResidentCodes;
  readonly heavy: HeavyCodes;
  readonly labelsOf?: LabelsOf | undefined;
}

/** Stores contents with their text, passages, postings and codes. */
export class IndexWriter {
  readonly #connection: WriteConnection;
  readonly #resident: ResidentCodes;
  readonly #texts: TextWriter;
  readonly #codes: CodePageWriter;
  readonly #heavy: HeavyCodes;
  readonly #documents: DocumentVectorWriter;
  #nextPassage: number;

  constructor({ connection, lightModel, resident, heavy, labelsOf }: IndexWriterOptions) {
    this.#connection = connection;
    this.#resident = resident;
    this.#heavy = heavy;
    this.#documents = new DocumentVectorWriter({ connection, resident, heavy, labelsOf });
    this.#texts = new TextWriter(connection);
    this.#codes = new CodePageWriter(connection, lightModel, resident.width);
    this.#nextPassage = readNextPassage(connection);
  }

  /** Stores a batch in one transaction: after a kill either all of it stands or nothing. */
  store(outcomes: readonly ReadOutcome[]): void {
    const placed: Placed[] = [];
    this.#change(() => {
      for (const outcome of outcomes) {
        // Of a folder that was forgotten while its file was read nothing may stay.
        if (!isKnown(this.#connection, outcome.document)) continue;
        if (!('content' in outcome)) this.#list(outcome);
        else {
          this.#settle(outcome.document, this.#place(outcome.content, placed));
          const parts = (outcome.parts ?? []).map((part) => this.#placePart(part, placed));
          replaceParts(this.#connection, outcome.document, parts);
        }
      }
      this.#noteNextPassage();
    });
    for (const { first, codes } of placed) this.#resident.put(first, codes);
  }

  /**
   * Puts a content whose pictures were looked at in the place of what was read of it before, for every document that
   * has it; after a kill either of the two stands.
   */
  replace(before: number, content: PreparedContent): void {
    const old = readReplaced(this.#connection, before);
    if (old === undefined) return;
    const placed: Placed[] = [];
    this.#change(() => {
      // Without words of pictures before and after, what was read of it stands as it is.
      if (old.recognised === 0 && content.recognised?.pages === 0)
        noteRecognised(this.#connection, before, content);
      else this.#putInPlace(old, content, placed);
      this.#connection
        .prepare<[Uint8Array], never>('DELETE FROM recognised_pages WHERE hash = ?')
        .run(content.hash);
    });
    if (placed.length > 0) this.#resident.clear(old.first, old.passages);
    for (const { first, codes } of placed) this.#resident.put(first, codes);
  }

  #putInPlace(old: ReplacedContent, content: PreparedContent, placed: Placed[]): void {
    this.#remove(old.id, old.first, old.passages);
    this.#texts.remove([old.id]);
    repointDocuments(this.#connection, old.id, this.#place(content, placed));
    this.#noteNextPassage();
  }

  /** Keeps heavy vectors with their codes; passages that left meanwhile get none. */
  keepVectors(model: number, vectors: readonly PassageVector[]): void {
    this.#change(() => {
      keepVectors(this.#connection, model, vectors);
      const there = vectors.filter(({ passage }) => this.#resident.live[passage] === 1);
      for (const { passage, vector } of there) this.#heavy.put(passage, vector);
      this.#documents.keep(there.map(({ passage }) => passage));
    });
  }

  /** Makes some heavy codes of an earlier version anew; answers whether there may be more. */
  recode(): boolean {
    return this.#change(() => this.#heavy.recodePage());
  }

  /** A step toward heavy codes that fit what was read by now; answers whether there are more to do. */
  refit(): boolean {
    return this.#change(() => this.#heavy.refit());
  }

  /** Makes some vectors of documents that were stored without; answers whether there may be more. */
  average(): boolean {
    return this.#change(() => this.#documents.fill());
  }

  /** A number that changes when vectors of documents do. */
  get documentEdition(): number {
    return this.#documents.changes;
  }

  /** Takes out every content that no document has any more; resolves to their number. */
  sweep(): number {
    const orphans = this.#connection
      .prepare<[], { id: number; first: number; passages: number }>(
        `SELECT id, first_passage AS first, passages FROM contents
         WHERE NOT EXISTS (SELECT 1 FROM documents WHERE documents.content = contents.id)`,
      )
      .all();
    if (orphans.length === 0) return 0;
    this.#change(() => {
      for (const orphan of orphans) this.#remove(orphan.id, orphan.first, orphan.passages);
      this.#texts.remove(orphans.map(({ id }) => id));
      this.#dropLooseVectors();
      dropLoosePages(this.#connection);
    });
    for (const orphan of orphans) this.#resident.clear(orphan.first, orphan.passages);
    return orphans.length;
  }

  /** One transaction; where it fails, nothing of it waits for the next one. */
  #change<Result>(body: () => Result): Result {
    try {
      const result = this.#connection.transaction(() => {
        const made = body();
        this.#texts.flush();
        this.#codes.flush();
        this.#heavy.flush();
        return made;
      });
      this.#heavy.publish();
      return result;
    } catch (thrown) {
      this.#texts.discard();
      this.#codes.discard();
      this.#heavy.discard();
      throw thrown;
    }
  }

  #place(content: PreparedContent, placed: Placed[]): ContentRow {
    const known = this.#connection
      .prepare<[Uint8Array, string], ContentRow>(
        'SELECT id, code, cause FROM contents WHERE hash = ? AND format = ?',
      )
      .get(content.hash, content.format);
    if (known !== undefined) return known;
    const first = this.#nextPassage;
    this.#resident.requireRoom(first, content.passages.starts.length);
    const id = insertContent(this.#connection, content, first);
    this.#texts.append(id, content.text);
    leaveUndescribed(this.#connection, id);
    insertPassages(this.#connection, content, first);
    this.#codes.put(first, content.passages.codes);
    this.#heavy.adopt(first, content.passages.hashes, content.passages.codes);
    const { hash, dataLike, light, passages } = content;
    this.#documents.add(
      { id, hash, first, passages: passages.starts.length, dataLike: Number(dataLike) },
      light,
      content.text,
    );
    placed.push({ first, codes: content.passages.codes });
    this.#nextPassage += content.passages.starts.length;
    return { id, code: content.shortfall?.code ?? null, cause: content.shortfall?.cause ?? null };
  }

  #placePart({ path, size, content, failure }: PreparedPart, placed: Placed[]): PlacedPart {
    if (content === null) {
      const { code, cause } = failure ?? { code: 'UNEXPECTED', cause: '' };
      return { path, size, state: 'listed', content: null, code, cause };
    }
    const { id, code, cause } = this.#place(content, placed);
    return { path, size, state: code === null ? 'indexed' : 'partial', content: id, code, cause };
  }

  #noteNextPassage(): void {
    this.#connection.prepare<[number], never>('UPDATE passage_ids SET next = ?').run(this.#nextPassage);
  }

  #settle(document: number, content: ContentRow): void {
    this.#connection
      .prepare<unknown[], never>(
        'UPDATE documents SET state = ?, content = ?, code = ?, cause = ? WHERE id = ?',
      )
      .run(content.code === null ? 'indexed' : 'partial', content.id, content.code, content.cause, document);
  }

  #list(outcome: { readonly document: number; readonly code: string; readonly cause: string }): void {
    this.#connection
      .prepare<[string, string, number], never>(
        `UPDATE documents SET state = 'listed', content = NULL, code = ?, cause = ? WHERE id = ?`,
      )
      .run(outcome.code, outcome.cause, outcome.document);
    replaceParts(this.#connection, outcome.document, []);
  }

  #remove(content: number, first: number, passages: number): void {
    const last = first + passages - 1;
    this.#connection.prepare<[number], never>('DELETE FROM contents WHERE id = ?').run(content);
    this.#connection
      .prepare<[number, number], never>('DELETE FROM passages WHERE id BETWEEN ? AND ?')
      .run(first, last);
    // One by one: of a range FTS5 deletes no faster, and looks at all it holds first.
    const unpost = this.#connection.prepare<[number], never>('DELETE FROM postings WHERE rowid = ?');
    for (let passage = first; passage <= last; passage += 1) unpost.run(passage);
    leaveUnposted(this.#connection, content);
    dropDescription(this.#connection, content);
    this.#documents.remove(content);
    this.#codes.clear(first, passages);
    this.#heavy.clear(first, passages);
  }

  #dropLooseVectors(): void {
    this.#connection.exec('DELETE FROM vectors WHERE hash NOT IN (SELECT hash FROM passages)');
  }
}

/** The id of the next passage: none is given twice, for the postings of one that left may still be there. */
function readNextPassage(connection: WriteConnection): number {
  return connection.prepare<[], { next: number }>('SELECT next FROM passage_ids').get()?.next ?? 1;
}
