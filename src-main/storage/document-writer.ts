import { endingOfPath } from '../lib/document-path.ts';
import type { WriteConnection } from './connection.ts';
import { dropDocuments, nameDocument } from './document-rows.ts';

/** A file as a walk met it. */
export interface SeenFile {
  /** Below the root, with '/' between names. */
  readonly path: string;
  readonly size: number;
  readonly modified: number;
}

export interface SeenExclusion {
  readonly path: string;
  readonly rule: string;
  readonly kind: 'file' | 'folder';
}

/** A folder or file that could not be looked at. */
export interface SeenProblem {
  readonly path: string;
  readonly code: string;
  readonly cause: string;
}

/** Documents that change to another root; `folder` is where theirs lies in the other. */
export interface Adoption {
  readonly from: number;
  readonly to: number;
  readonly folder: string;
}

/** A file that waits to be read. */
export interface WaitingFile {
  readonly document: number;
  readonly root: number;
  readonly path: string;
  readonly size: number;
}

export interface WaitingRequest {
  readonly after: number;
  readonly limit: number;
  /** Roots whose files are not read for now. */
  readonly paused?: readonly number[];
}

/** Files of one ending that wait. */
export interface WaitingKind {
  /** In lower case, without the dot; '' where there is none. */
  readonly ending: string;
  readonly files: number;
  readonly bytes: number;
}

interface KnownDocument {
  readonly id: number;
  readonly size: number;
  readonly modified: number;
  readonly state: string;
  /** 1 where a document it holds could not be read. */
  readonly hasListed: number;
}

/** Keeps the documents table in step with what walks see. */
export class DocumentWriter {
  readonly #connection: WriteConnection;

  constructor(connection: WriteConnection) {
    this.#connection = connection;
  }

  /** Starts a look over a root; what is not seen under the number it answers leaves at the end. */
  beginLook(root: number): number {
    const row = this.#connection
      .prepare<[number], { generation: number }>(
        `INSERT INTO looks (root, generation) VALUES (?, 1)
         ON CONFLICT (root) DO UPDATE SET generation = generation + 1 RETURNING generation`,
      )
      .get(root);
    return row?.generation ?? 1;
  }

  /**
   * Notes files of a look: new and changed ones wait to be read, all are findable by name at once.
   * @returns how many wait that did not before
   * @param retry reads again what could not be read before.
   */
  seeFiles(root: number, look: number, files: readonly SeenFile[], retry: boolean): number {
    return this.#connection.transaction(
      () => files.filter((file) => this.#seeFile(root, look, file, retry)).length,
    );
  }

  seeExclusions(root: number, look: number, exclusions: readonly SeenExclusion[]): void {
    const store = this.#connection.prepare<unknown[], never>(
      'INSERT OR REPLACE INTO exclusions (root, path, rule, kind, seen) VALUES (?, ?, ?, ?, ?)',
    );
    this.#connection.transaction(() => {
      for (const { path, rule, kind } of exclusions) store.run(root, path, rule, kind, look);
    });
  }

  /** Lists what could not be looked at, and spares what is known of it and below it. */
  seeProblem(root: number, look: number, { path, code, cause }: SeenProblem): void {
    this.keepBelow(root, look, path);
    const isKnown = this.#connection
      .prepare<[number, string], { id: number }>('SELECT id FROM documents WHERE root = ? AND path = ?')
      .get(root, path);
    if (path === '' || isKnown !== undefined) return;
    const id = this.#meet(root, look, { path, size: 0, modified: 0 });
    this.#connection
      .prepare<unknown[], never>(`UPDATE documents SET state = 'listed', code = ?, cause = ? WHERE id = ?`)
      .run(code, cause, id);
  }

  /** Moves documents to a root around theirs, so that nothing of them is read again. */
  adopt({ from, to, folder }: Adoption): void {
    this.#connection.transaction(() => {
      const documents = this.#connection
        .prepare<[number, string, number], { id: number; path: string; known: number }>(
          `SELECT id, path, EXISTS (SELECT 1 FROM documents AS known
             WHERE known.root = ? AND known.path = ? || '/' || documents.path) AS known
           FROM documents WHERE root = ?`,
        )
        .all(to, folder, from);
      dropDocuments(
        this.#connection,
        documents.filter(({ known }) => known === 1),
      );
      for (const { id, path, known } of documents) {
        if (known === 0) this.#move(id, to, `${folder}/${path}`);
      }
      this.#connection.prepare<[number], never>('DELETE FROM exclusions WHERE root = ?').run(from);
      this.#connection.prepare<[number], never>('DELETE FROM looks WHERE root = ?').run(from);
    });
  }

  /** Spares what is known of a file or below a folder that could not be opened this time. */
  keepBelow(root: number, look: number, path: string): void {
    const first = path === '' ? '' : `${path}/`;
    for (const table of ['documents', 'exclusions']) {
      this.#connection
        .prepare<unknown[], never>(
          `UPDATE ${table} SET seen = ? WHERE root = ? AND (path = ? OR substr(path, 1, length(?)) = ?)`,
        )
        .run(look, root, path, first, first);
    }
  }

  /** The number of the look under way, or of the last one. */
  currentLook(root: number): number {
    const row = this.#connection
      .prepare<[number], { generation: number }>('SELECT generation FROM looks WHERE root = ?')
      .get(root);
    return row?.generation ?? this.beginLook(root);
  }

  /** Lets go of a file, or of everything below a folder, that is gone; answers the number of documents. */
  leave(root: number, path: string): number {
    return this.#connection.transaction(() => {
      const within = `${path}/`;
      const gone = this.#connection
        .prepare<[number, string, string, string], { id: number }>(
          `SELECT id FROM documents
           WHERE root = ? AND (path = ? OR path > ? AND path < ?) AND container IS NULL`,
        )
        .all(root, path, within, afterAll(within));
      dropDocuments(this.#connection, gone);
      this.#connection
        .prepare<[number, string, string, string], never>(
          'DELETE FROM exclusions WHERE root = ? AND (path = ? OR path > ? AND path < ?)',
        )
        .run(root, path, within, afterAll(within));
      return gone.length;
    });
  }

  /** Lets go of documents the look has not met; resolves to their number. */
  endLook(root: number, look: number): number {
    return this.#connection.transaction(() => {
      const gone = this.#connection
        .prepare<[number, number], { id: number }>(
          'SELECT id FROM documents WHERE root = ? AND seen <> ? AND container IS NULL',
        )
        .all(root, look);
      dropDocuments(this.#connection, gone);
      this.#connection
        .prepare<[number, number], never>('DELETE FROM exclusions WHERE root = ? AND seen <> ?')
        .run(root, look);
      this.#connection
        .prepare<[number, number], never>('UPDATE looks SET finished = ? WHERE root = ?')
        .run(Date.now(), root);
      return gone.length;
    });
  }

  /** Lets go of everything below a root; resolves to the number of documents. */
  forget(root: number): number {
    return this.#connection.transaction(() => {
      const all = this.#connection
        .prepare<[number], { id: number }>('SELECT id FROM documents WHERE root = ?')
        .all(root);
      dropDocuments(this.#connection, all);
      this.#connection.prepare<[number], never>('DELETE FROM exclusions WHERE root = ?').run(root);
      this.#connection.prepare<[number], never>('DELETE FROM looks WHERE root = ?').run(root);
      return all.length;
    });
  }

  /** Files that wait, oldest first, behind the document given; those of paused roots wait longer. */
  waiting({ after, limit, paused = [] }: WaitingRequest): WaitingFile[] {
    return this.#connection
      .prepare<[number, string, number], WaitingFile>(
        `SELECT id AS document, root, path, size FROM documents
         WHERE state = 'waiting' AND id > ? AND root NOT IN (SELECT value FROM json_each(?))
         ORDER BY id LIMIT ?`,
      )
      .all(after, JSON.stringify(paused), limit);
  }

  /** What waits outside paused roots, by the endings of names. */
  waitingKinds(paused: readonly number[]): WaitingKind[] {
    const kinds = new Map<string, { files: number; bytes: number }>();
    const rows = this.#connection
      .prepare<[string], { path: string; size: number }>(
        `SELECT path, size FROM documents
         WHERE state = 'waiting' AND root NOT IN (SELECT value FROM json_each(?))`,
      )
      .iterate(JSON.stringify(paused));
    for (const { path, size } of rows) {
      const ending = endingOfPath(path);
      const { files, bytes } = kinds.get(ending) ?? { files: 0, bytes: 0 };
      kinds.set(ending, { files: files + 1, bytes: bytes + size });
    }
    return [...kinds].map(([ending, kind]) => ({ ending, ...kind }));
  }

  #seeFile(root: number, look: number, file: SeenFile, retry: boolean): boolean {
    const known = this.#connection
      .prepare<[number, string], KnownDocument>(
        `SELECT id, size, modified, state, EXISTS (SELECT 1 FROM documents AS part
           WHERE part.container = documents.id AND part.code IS NOT NULL) AS hasListed
         FROM documents WHERE root = ? AND path = ?`,
      )
      .get(root, file.path);
    if (known !== undefined) return this.#meetAgain(known, look, file, retry);
    this.#meet(root, look, file);
    return true;
  }

  #meet(root: number, look: number, file: SeenFile): number {
    const id = Number(
      this.#connection
        .prepare<unknown[], never>(
          `INSERT INTO documents (root, path, size, modified, state, seen) VALUES (?, ?, ?, ?, 'waiting', ?)`,
        )
        .run(root, file.path, file.size, file.modified, look).lastInsertRowid,
    );
    nameDocument(this.#connection, id, file.path);
    return id;
  }

  #move(document: number, root: number, path: string): void {
    this.#connection
      .prepare<unknown[], never>('UPDATE documents SET root = ?, path = ? WHERE id = ?')
      .run(root, path, document);
    this.#connection.prepare<[number], never>('DELETE FROM names WHERE rowid = ?').run(document);
    nameDocument(this.#connection, document, path);
  }

  #meetAgain(known: KnownDocument, look: number, file: SeenFile, retry: boolean): boolean {
    const changed = known.size !== file.size || known.modified !== file.modified;
    const isShort = known.state === 'listed' || known.state === 'partial' || known.hasListed === 1;
    const again = changed || (retry && isShort);
    this.#connection
      .prepare<unknown[], never>(
        'UPDATE documents SET size = ?, modified = ?, state = ?, seen = ? WHERE id = ?',
      )
      .run(file.size, file.modified, again ? 'waiting' : known.state, look, known.id);
    return again && known.state !== 'waiting';
  }
}

/** Greater than every path that begins with `prefix`, which ends in a character below the greatest. */
function afterAll(prefix: string): string {
  return prefix.slice(0, -1) + String.fromCharCode(prefix.charCodeAt(prefix.length - 1) + 1);
}
