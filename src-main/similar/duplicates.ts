import { nameOfPath } from '../lib/document-path.ts';
import { documentsOfContent, readDocument, type DocumentRow } from '../storage/documents.ts';
import type { PageOf, Place } from './documents.ts';
import type { NearLibrary } from './near-library.ts';
import type { SimilarLibrary } from './similar-library.ts';
import { laterByName, versionName, type VersionName } from './version-name.ts';
import { commonOf, relationOf } from './versions.ts';

/** A document among others that are the same or nearly. */
export interface DuplicateDocument extends Place {
  readonly file: string;
  readonly size: number;
  readonly modified: number;
  /** How much it has in common with the group's first, 0…1: 1 where it is identical. */
  readonly common: number;
  readonly isIdentical: boolean;
}

/** Documents that are identical, byte for byte, or nearly the same in what they say; the newest first. */
export interface DuplicateGroup {
  readonly kind: 'identical' | 'near';
  readonly documents: readonly DuplicateDocument[];
  /** Whether names or dates tell that the first is the newest. */
  readonly isDated: boolean;
  /** Documents of the group, of which a long one shows the first. */
  readonly count: number;
  /** Bytes of all but the first. */
  readonly spare: number;
}

export interface DuplicatesPage {
  readonly groups: readonly DuplicateGroup[];
  readonly total: number;
  /** Documents in all groups. */
  readonly documents: number;
}

const SHOWN_OF_A_GROUP = 50;

/** Files and what they hold, without those that hold nothing: all empty files are the same. */
const SHARED_CONTENTS = `
  SELECT content FROM documents JOIN contents ON contents.id = content WHERE size > 0
  GROUP BY content HAVING count(*) > 1 ORDER BY content`;

/** Groups of documents that are the same or nearly. */
export class Duplicates {
  readonly #library: SimilarLibrary;
  readonly #near: NearLibrary;

  constructor(library: SimilarLibrary, near: NearLibrary) {
    this.#library = library;
    this.#near = near;
  }

  /** @param within a folder in which one document of a group must lie; null for all */
  find(within: Place | null, { offset, limit }: PageOf): DuplicatesPage {
    const near = this.#near.groups();
    const inNear = new Set(near.flat());
    const identical = this.#sharedContents().filter((content) => !inNear.has(content));
    const groups = [...near, ...identical.map((content) => [content])]
      .map((contents) => this.#documents(contents))
      .filter((rows) => rows.length > 1 && rows.some((row) => liesWithin(row, within)))
      .map((rows) => ({ rows, spare: spareOf(rows) }))
      .toSorted((left, right) => right.spare - left.spare || left.rows[0]!.id - right.rows[0]!.id);
    return {
      groups: groups.slice(offset, offset + limit).map(({ rows, spare }) => this.#described(rows, spare)),
      total: groups.length,
      documents: groups.reduce((sum, { rows }) => sum + rows.length, 0),
    };
  }

  #sharedContents(): number[] {
    return this.#library.connection.prepare<[], number>(SHARED_CONTENTS).pluck().all();
  }

  /** Newest first, by what names say of versions and then by dates. */
  #documents(contents: readonly number[]): DocumentRow[] {
    return contents
      .flatMap((content) => documentsOfContent(this.#library.connection, content))
      .toSorted((left, right) => newerFirst(left, right));
  }

  #described(rows: readonly DocumentRow[], spare: number): DuplicateGroup {
    const { connection } = this.#library;
    const [first] = rows;
    const shown = rows.slice(0, SHOWN_OF_A_GROUP).map((row) => {
      const isIdentical = row.content === first?.content;
      const holder = row.container === null ? undefined : readDocument(connection, row.container);
      const { root, path, size, modified } = row;
      const common = isIdentical
        ? 1
        : commonOf(this.#near.resemblance(first?.content ?? 0, row.content ?? 0).both);
      return { root, path, file: holder?.path ?? path, size, modified, common, isIdentical };
    });
    const isSame = rows.every(({ content }) => content === first?.content);
    const isDated = first !== undefined && rows.slice(1).every((row) => isNewer(first, row));
    return { kind: isSame ? 'identical' : 'near', documents: shown, isDated, count: rows.length, spare };
  }
}

function newerFirst(left: DocumentRow, right: DocumentRow): number {
  const [one, other] = [versionName(nameOfPath(left.path)), versionName(nameOfPath(right.path))];
  const named = one.stem === other.stem ? laterByName(other, one) : 0;
  return (
    named || right.modified - left.modified || left.path.length - right.path.length || left.id - right.id
  );
}

function isNewer(first: DocumentRow, row: DocumentRow): boolean {
  return relationOf(datedOf(row), datedOf(first)) === 'newer';
}

function datedOf({ path, modified }: DocumentRow): { name: VersionName; modified: number } {
  return { name: versionName(nameOfPath(path)), modified };
}

function liesWithin({ root, path }: DocumentRow, within: Place | null): boolean {
  return (
    within === null || (root === within.root && (within.path === '' || path.startsWith(`${within.path}/`)))
  );
}

function spareOf(rows: readonly DocumentRow[]): number {
  return rows.slice(1).reduce((sum, { size }) => sum + size, 0);
}
