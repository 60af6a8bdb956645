import type { Scope } from './scope.ts';
import type { SearchLibrary } from './search-library.ts';
import type { DocumentTable } from './strict/document-table.ts';

/**
 * Which passages a person wants found by words and names alone: those of which no copy lies in another folder that may be
 * seen.
 */
export class Muting {
  readonly #library: Pick<SearchLibrary, 'muted' | 'resident'>;
  readonly #table: DocumentTable;
  #muted: Uint8Array | null = null;
  #key = '';

  constructor(library: Pick<SearchLibrary, 'muted' | 'resident'>, table: DocumentTable) {
    this.#library = library;
    this.#table = table;
  }

  /** To be called inside a snapshot, before a search; costs nothing where no folder is muted. */
  begin(scope: Scope | null): void {
    const roots = this.#library.muted();
    if (roots.length === 0) {
      this.#muted = null;
      this.#key = '';
      return;
    }
    this.#table.begin();
    const { used } = this.#library.resident;
    const key = `${roots.join()} ${used} ${this.#table.edition} ${scope?.key ?? ''}`;
    if (key === this.#key) return;
    this.#key = key;
    this.#muted = this.#mutedBy(new Set(roots), used, scope?.documents.bytes ?? null);
  }

  isMuted(passage: number): boolean {
    return this.#muted?.[passage] === 1;
  }

  /** What meaning may find of what may be found at all. */
  heard(allowed: Uint8Array | null): Uint8Array | null {
    const muted = this.#muted;
    if (muted === null) return allowed;
    if (allowed === null) return muted.map((isMuted) => 1 - isMuted);
    return allowed.map((isAllowed, passage) => (isAllowed === 1 && muted[passage] !== 1 ? 1 : 0));
  }

  #mutedBy(roots: ReadonlySet<number>, used: number, seen: Uint8Array | null): Uint8Array {
    const inside = this.#table.where('root', (root) => roots.has(root));
    const passages = this.#table.passagesOf(inside, used);
    const elsewhere = this.#table.passagesOf(
      inside.map((isInside, place) => (isInside === 0 && seen?.[place] !== 0 ? 1 : 0)),
      used,
    );
    return passages.map((isInside, passage) => (isInside === 1 && elsewhere[passage] !== 1 ? 1 : 0));
  }
}
