import { AnnotationWriter } from './annotation-writer.ts';
import {
  openForReading,
  openForWriting,
  PASSING_CACHE,
  type ReadConnection,
  type WriteConnection,
} from './connection.ts';
import { readCodePages } from './code-pages.ts';
import type { PreparedContent } from './content.ts';
import {
  DocumentWriter,
  type Adoption,
  type SeenExclusion,
  type SeenFile,
  type SeenProblem,
  type WaitingFile,
  type WaitingKind,
  type WaitingRequest,
} from './document-writer.ts';
import { IndexWriter, type ReadOutcome } from './index-writer.ts';
import { migrate } from './migrate.ts';
import { findModel } from './models.ts';
import { codeModels, dropModels, hasFreePages, modelNumber, otherModels } from './stored-models.ts';
import { indexMigrations } from './migrations/index-database.ts';
import { countUnposted, postAnew } from './posting-writer.ts';
import { refreshPassageLengths } from './passage-lengths.ts';
import { refreshTermFrequencies } from './postings.ts';
import { refreshVocabulary } from './vocabulary.ts';
import { codeName } from './code-fits.ts';
import type { CodeMaker } from './code-making.ts';
import { HeavyCodes } from './heavy-codes.ts';
import type { LabelsOf } from './document-vector-writer.ts';
import { ResidentCodes, type SharedCodes } from './resident-codes.ts';
import type { PassageVector } from './vectors.ts';

/** A heavy model as its vectors are stored: under what, and what their codes are stored under and made by. */
export interface StoredModel {
  readonly model: string;
  /** The model's name, #, and the version of codes. */
  readonly code: string;
  readonly maker: CodeMaker;
}

export interface WriterOptions {
  /** Path of index.db. */
  readonly file: string;
  readonly lightModel: string;
  readonly heavy: StoredModel;
  /** The one whose place it takes, while that is going on. */
  readonly leaving?: StoredModel | undefined;
  readonly heavyCodeBytes: number;
  /** Asked of every document that is stored or was read closely; left out: none is labelled. */
  readonly labelsOf?: LabelsOf;
}

/** Codes in memory that threads share. */
export interface AllCodes {
  readonly light: SharedCodes;
  readonly heavy: SharedCodes;
  readonly leaving: SharedCodes | null;
}

/** What a look has met, in one parcel. */
export interface Sighting {
  readonly root: number;
  readonly look: number;
  readonly files: readonly SeenFile[];
  readonly exclusions: readonly SeenExclusion[];
  /** Folders and files that could not be looked at: what is known of them stays. */
  readonly problems: readonly SeenProblem[];
  /** Reads again what could not be read before. */
  readonly retry: boolean;
}

/** Everything that changes index.db, behind one connection. */
export class LibraryWriter {
  readonly #file: string;
  readonly #connection: WriteConnection;
  readonly #documents: DocumentWriter;
  readonly #index: IndexWriter;
  readonly #resident = new ResidentCodes();
  readonly #heavyResident: ResidentCodes;
  readonly #leavingResident: ResidentCodes | null;
  readonly #lightModel: number;
  readonly #heavyModel: number;
  readonly #heavy: HeavyCodes;
  /** Writes what is told of contents once they are stored. */
  readonly annotations: AnnotationWriter;

  /** @throws InklingError LIBRARY_NEWER, LIBRARY_UNREADABLE */
  constructor({ file, lightModel, heavy: stored, leaving, heavyCodeBytes, labelsOf }: WriterOptions) {
    this.#file = file;
    this.#heavyResident = ResidentCodes.ofWidth(heavyCodeBytes);
    this.#leavingResident = leaving === undefined ? null : ResidentCodes.ofWidth(heavyCodeBytes);
    this.#connection = openForWriting(file, { durable: false });
    migrate(this.#connection, indexMigrations);
    const light = modelNumber(this.#connection, lightModel);
    this.#lightModel = light;
    this.#heavyModel = modelNumber(this.#connection, stored.model);
    this.#passingThrough((connection) => {
      loadCodes(connection, light, this.#resident);
    });
    this.#documents = new DocumentWriter(this.#connection);
    this.annotations = new AnnotationWriter(this.#connection);
    const leavingCodes =
      leaving && this.#leavingResident ? this.#codesOf(leaving, this.#leavingResident) : undefined;
    const heavy = this.#codesOf(stored, this.#heavyResident, leavingCodes);
    this.#heavy = heavy;
    this.#index = new IndexWriter({
      connection: this.#connection,
      lightModel: light,
      resident: this.#resident,
      heavy,
      labelsOf,
    });
  }

  #codesOf({ model, code, maker }: StoredModel, resident: ResidentCodes, leaving?: HeavyCodes): HeavyCodes {
    const connection = this.#connection;
    return new HeavyCodes({
      connection,
      vectorModel: modelNumber(connection, model),
      codeModelOf: (edition) => modelNumber(connection, codeName(code, edition)),
      codeModels: codeModels(connection, model),
      resident,
      light: this.#resident,
      maker,
      leaving,
    });
  }

  /**
   * Codes of every passage, of those whose heavy vector is stored, and of those that only the model before this one
   * has read.
   */
  get codes(): AllCodes {
    const leaving = this.#leavingResident?.shared ?? null;
    return { light: this.#resident.shared, heavy: this.#heavyResident.shared, leaving };
  }

  /** Reads the codes of stored vectors: to be called once, before anything is counted by them. First lists go without. */
  loadHeavyCodes(): void {
    this.#passingThrough((connection) => {
      this.#heavy.load(connection);
    });
  }

  /** Reads much without filling the writer's own cache with it. */
  #passingThrough(read: (connection: ReadConnection) => void): void {
    const connection = openForReading(this.#file, PASSING_CACHE);
    try {
      read(connection);
    } finally {
      connection.close();
    }
  }

  beginLook({ root }: { readonly root: number }): number {
    return this.#documents.beginLook(root);
  }

  /** Resolves to the number of files that wait because of it. */
  see({ root, look, files, exclusions, problems, retry }: Sighting): number {
    const waiting = this.#documents.seeFiles(root, look, files, retry);
    this.#documents.seeExclusions(root, look, exclusions);
    for (const problem of problems) this.#documents.seeProblem(root, look, problem);
    return waiting;
  }

  /** The number under which single files are seen between looks. */
  currentLook({ root }: { readonly root: number }): number {
    return this.#documents.currentLook(root);
  }

  /** Lets go of what is gone; resolves to the number of documents. */
  leave({ root, paths }: { readonly root: number; readonly paths: readonly string[] }): number {
    return paths.reduce((sum, path) => sum + this.#documents.leave(root, path), 0);
  }

  /** Resolves to the number of documents that left. */
  endLook({ root, look }: { readonly root: number; readonly look: number }): number {
    return this.#documents.endLook(root, look);
  }

  /** Hands one root's documents to another around it. */
  adopt(adoption: Adoption): void {
    this.#documents.adopt(adoption);
  }

  waiting(request: WaitingRequest): WaitingFile[] {
    return this.#documents.waiting(request);
  }

  waitingKinds({ paused }: { readonly paused: readonly number[] }): WaitingKind[] {
    return this.#documents.waitingKinds(paused);
  }

  store({ outcomes }: { readonly outcomes: readonly ReadOutcome[] }): void {
    this.#index.store(outcomes);
  }

  /** Takes out contents and vectors nobody has any more; resolves to the number of contents. */
  sweep(): number {
    return this.#index.sweep();
  }

  /** Puts a content whose pictures were looked at in the place of an earlier one. */
  replace({ before, content }: { readonly before: number; readonly content: PreparedContent }): void {
    this.#index.replace(before, content);
  }

  keepVectors({ vectors }: { readonly vectors: readonly PassageVector[] }): void {
    this.#index.keepVectors(this.#heavyModel, vectors);
  }

  /** Makes some heavy codes of an earlier version anew; answers whether there may be more. */
  recode(): boolean {
    return this.#index.recode();
  }

  /** A step toward heavy codes that fit what was read by now; answers whether there are more to do. */
  refit(): boolean {
    return this.#index.refit();
  }

  /** Makes some vectors of documents that were stored or read closely without; answers whether there may be more. */
  average(): boolean {
    return this.#index.average();
  }

  /** A number that changes when vectors of documents do. */
  get documentEdition(): number {
    return this.#index.documentEdition;
  }

  /** Makes another batch of the postings that a migration dropped; resolves to the contents that words do not find yet. */
  repost(): number {
    if (countUnposted(this.#connection) === 0) return 0;
    postAnew(this.#connection);
    const left = countUnposted(this.#connection);
    if (left === 0) this.compact();
    return left;
  }

  /** Lets go of a root's documents for good: afterwards no word of them is in any file. */
  forget({ root }: { readonly root: number }): number {
    const documents = this.#documents.forget(root);
    this.#index.sweep();
    this.compact();
    return documents;
  }

  /** Takes out what was stored by a model that nothing reads with any more, and gives its space back. */
  dropModel({ name }: { readonly name: string }): void {
    if (findModel(this.#connection, name) !== 0) this.#drop([name]);
  }

  /** The same of every heavy model but the one that reads now; after a kill it is done again. */
  dropOtherModels(): void {
    const others = otherModels(this.#connection, [this.#lightModel, this.#heavyModel]);
    // Who was killed between taking out and giving back left the space free within the file.
    if (others.length > 0 || hasFreePages(this.#connection)) this.#drop(others);
  }

  #drop(models: readonly string[]): void {
    this.#connection.transaction(() => dropModels(this.#connection, models));
    this.#connection.exec('VACUUM');
    this.#connection.pragma('wal_checkpoint(TRUNCATE)');
  }

  /** After a round of reading: common terms counted anew, the log written back. */
  settle(): void {
    this.#countTerms({ always: false });
    this.#connection.pragma('wal_checkpoint(TRUNCATE)');
  }

  /** Rebuilds index and file without what was deleted: FTS5 keeps deleted words until `optimize`, SQLite until VACUUM. */
  compact(): void {
    this.#connection.exec(`INSERT INTO postings (postings) VALUES ('optimize')`);
    this.#connection.exec(`INSERT INTO names (names) VALUES ('optimize')`);
    this.#countTerms({ always: true });
    this.#connection.exec('VACUUM');
    this.#connection.pragma('wal_checkpoint(TRUNCATE)');
  }

  #countTerms(lengths: { readonly always: boolean }): void {
    refreshTermFrequencies(this.#connection);
    refreshPassageLengths(this.#connection, lengths);
    refreshVocabulary(this.#connection);
  }

  close(): void {
    this.#connection.closeWhole();
  }
}

function loadCodes(connection: ReadConnection, model: number, resident: ResidentCodes): void {
  for (const { firstPassage, codes } of readCodePages(connection, model)) resident.put(firstPassage, codes);
  resident.live.fill(0);
  const contents = connection
    .prepare<[], { first: number; passages: number }>(
      'SELECT first_passage AS first, passages FROM contents WHERE passages > 0',
    )
    .all();
  for (const { first, passages } of contents) resident.live.fill(1, first, first + passages);
}
