import { nameOfPath } from '../lib/document-path.ts';
import { documentsOfContent, readDocument, type DocumentRow } from '../storage/documents.ts';
import type { PageOf, Place } from './documents.ts';
import type { NearLibrary } from './near-library.ts';
import type { SimilarLibrary } from './similar-library.ts';
import { nearGroups, type NearGroup } from './near-groups.ts';
import { newestFirst } from './newest-first.ts';
import { versionName, type VersionName } from './version-name.ts';
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

/**
 * Documents that are identical, byte for byte, or nearly the same in what they say. Each was compared with the first, the
 * newest that is nearly the same as most of them; then the newest.
 */
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

interface ReadGroup extends Pick<NearGroup, 'others'> {
  readonly rows: readonly DocumentRow[];
  readonly spare: number;
}

/** Groups of documents that are the same or nearly. */
export class Duplicates {
  readonly #library: SimilarLibrary;
  readonly #near: NearLibrary;

  constructor(library: SimilarLibrary, near: NearLibrary) {
    this.#library = library;
    this.#near = near;
  }

  /** @param within a folder in which one document of a group must lie, or that document; null for all */
  find(within: Place | null, { offset, limit }: PageOf): DuplicatesPage {
    const near = nearGroups(this.#near.pairs(), (contents) => this.#newestFirst(contents));
    const inNear = new Set(near.flatMap(({ first, others }) => [first, ...others.keys()]));
    const identical = this.#sharedContents().filter((content) => !inNear.has(content));
    const groups = [...near, ...identical.map((first) => ({ first, others: new Map<number, number>() }))]
      .map((group) => ({ others: group.others, rows: this.#documents(group) }))
      .filter(({ rows }) => rows.length > 1 && rows.some((row) => liesWithin(row, within)))
      .map((group) => ({ ...group, spare: spareOf(group.rows) }))
      .toSorted((left, right) => right.spare - left.spare || left.rows[0]!.id - right.rows[0]!.id);
    return {
      groups: groups.slice(offset, offset + limit).map((group) => this.#described(group)),
      total: groups.length,
      documents: groups.reduce((sum, { rows }) => sum + rows.length, 0),
    };
  }

  #sharedContents(): number[] {
    return this.#library.connection.prepare<[], number>(SHARED_CONTENTS).pluck().all();
  }

  #newestFirst(contents: readonly number[]): number[] {
    const rows = newestFirst(contents.flatMap((content) => this.#documentsOf(content)));
    return [...new Set(rows.map(({ content }) => content))].filter((content) => content !== null);
  }

  /** The newest of the first content's, then the newest of all. */
  #documents({ first, others }: NearGroup): DocumentRow[] {
    const rows = newestFirst([first, ...others.keys()].flatMap((content) => this.#documentsOf(content)));
    const place = rows.findIndex(({ content }) => content === first);
    return [...rows.slice(place, place + 1), ...rows.slice(0, place), ...rows.slice(place + 1)];
  }

  #documentsOf(content: number): DocumentRow[] {
    return documentsOfContent(this.#library.connection, content);
  }

  #described({ rows, others, spare }: ReadGroup): DuplicateGroup {
    const { connection } = this.#library;
    const [first] = rows;
    const shown = rows.slice(0, SHOWN_OF_A_GROUP).map((row) => {
      const isIdentical = row.content === first?.content;
      const holder = row.container === null ? undefined : readDocument(connection, row.container);
      const { root, path, size, modified } = row;
      const common = isIdentical ? 1 : commonOf(others.get(row.content ?? 0) ?? 0);
      return { root, path, file: holder?.path ?? path, size, modified, common, isIdentical };
    });
    const isSame = rows.every(({ content }) => content === first?.content);
    const isDated = first !== undefined && rows.slice(1).every((row) => isNewer(first, row));
    return { kind: isSame ? 'identical' : 'near', documents: shown, isDated, count: rows.length, spare };
  }
}

function isNewer(first: DocumentRow, row: DocumentRow): boolean {
  return relationOf(datedOf(row), datedOf(first)) === 'newer';
}

function datedOf({ path, modified }: DocumentRow): { name: VersionName; modified: number } {
  return { name: versionName(nameOfPath(path)), modified };
}

function liesWithin({ root, path }: DocumentRow, within: Place | null): boolean {
  return (
    within === null ||
    (root === within.root &&
      (within.path === '' || path === within.path || path.startsWith(`${within.path}/`)))
  );
}

function spareOf(rows: readonly DocumentRow[]): number {
  return rows.slice(1).reduce((sum, { size }) => sum + size, 0);
}
