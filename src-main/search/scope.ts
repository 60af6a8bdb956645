import { Documents, type AllowedDocuments, type Allowance } from './allowance.ts';
import type { DocumentTable } from './strict/document-table.ts';
import { intersect } from './strict/selection.ts';

/** What of a library a caller may see: the documents of some of its folders. */
export interface Scope {
  /** Another one where it leaves other documents. */
  readonly key: string;
  readonly documents: AllowedDocuments;
  /** 1 for each passage of theirs, by id. */
  readonly passages: Uint8Array;
}

/** Scopes by their folders; the last one is kept while nothing changes. */
export class Scopes {
  readonly #table: DocumentTable;
  #last: Scope | null = null;

  constructor(table: DocumentTable) {
    this.#table = table;
  }

  /**
   * To be called inside a snapshot.
   * @param used passage ids are below it
   */
  of(roots: readonly number[], used: number): Scope {
    const table = this.#table;
    table.begin();
    const key = `${roots.join()} ${used} ${table.edition}`;
    if (this.#last?.key === key) return this.#last;
    const open = new Set(roots);
    const bytes = table.where('root', (root) => open.has(root));
    this.#last = { key, documents: new Documents(table, bytes), passages: table.passagesOf(bytes, used) };
    return this.#last;
  }
}

/** What a query's strict parts leave over within a scope; of null, which leaves all, the scope itself. Pure. */
export function withinScope(allowance: Allowance | null, { documents, passages }: Scope): Allowance {
  if (allowance === null) return { documents, passages };
  const within = passages.slice();
  intersect(within, allowance.passages);
  return { documents: documents.and(allowance.documents), passages: within };
}
