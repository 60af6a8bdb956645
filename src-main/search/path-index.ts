import { fold } from '../lib/text/tokens.ts';
import type { ReadConnection } from '../storage/connection.ts';

/** Absolute path of a root. */
export type RootPath = (root: number) => string;

interface PathRow {
  readonly id: number;
  readonly root: number;
  readonly path: string;
}

interface Extent {
  readonly count: number;
  readonly last: number;
}

const NOTHING: Extent = { count: 0, last: 0 };

/**
 * Every document's path, folded, so that a filter by path reads no table: at 100,000 documents a few milliseconds.
 * Follows the library by appending; where documents left, it is read anew.
 */
export class PathIndex {
  readonly #connection: ReadConnection;
  readonly #rootPath: RootPath;
  #documents: number[] = [];
  #paths: string[] = [];
  #extent = NOTHING;
  #roots = '';

  constructor(connection: ReadConnection, rootPath: RootPath) {
    this.#connection = connection;
    this.#rootPath = rootPath;
  }

  /** Documents whose path holds every one of `wanted` and none of `unwanted`, whatever the case and diacritics. */
  matching(wanted: readonly string[], unwanted: readonly string[]): number[] {
    this.#follow();
    const [required, banned] = [wanted.map(foldPath), unwanted.map(foldPath)];
    return this.#documents.filter((_, place) => {
      const path = this.#paths[place] ?? '';
      return required.every((part) => path.includes(part)) && !banned.some((part) => path.includes(part));
    });
  }

  #follow(): void {
    const extent =
      this.#connection
        .prepare<[], Extent>('SELECT count(*) AS count, coalesce(max(id), 0) AS last FROM documents')
        .get() ?? NOTHING;
    const roots = this.#rootsNow();
    const isGrown = roots === this.#roots && this.#holdsLast() && extent.last >= this.#extent.last;
    if (!isGrown) this.#append(0, roots);
    else if (extent.last > this.#extent.last) this.#append(this.#extent.last, roots);
    // As many have come as there are new ids, unless some left meanwhile.
    if (this.#documents.length !== extent.count) this.#append(0, roots);
    this.#extent = extent;
  }

  /** An id that was given again tells by its path. */
  #holdsLast(): boolean {
    if (this.#documents.length === 0) return true;
    const row = this.#connection
      .prepare<[number], PathRow>('SELECT id, root, path FROM documents WHERE id = ?')
      .get(this.#extent.last);
    return row !== undefined && this.#folded(row) === this.#paths.at(-1);
  }

  #rootsNow(): string {
    const roots = this.#connection
      .prepare<[], { root: number }>('SELECT root FROM looks ORDER BY root')
      .all()
      .map(({ root }) => this.#rootPath(root));
    return roots.join('\n');
  }

  /** Reads what came after a document; everything after none. */
  #append(after: number, roots: string): void {
    if (after === 0) [this.#documents, this.#paths] = [[], []];
    const rows = this.#connection
      .prepare<[number], PathRow>('SELECT id, root, path FROM documents WHERE id > ? ORDER BY id')
      .iterate(after);
    for (const row of rows) {
      this.#documents.push(row.id);
      this.#paths.push(this.#folded(row));
    }
    this.#roots = roots;
  }

  #folded({ root, path }: PathRow): string {
    return foldPath(`${this.#rootPath(root)}/${path}`);
  }
}

function foldPath(path: string): string {
  return fold(path.normalize('NFKC').replaceAll('\\', '/'));
}
