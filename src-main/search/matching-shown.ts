import { nameOfPath } from '../lib/document-path.ts';
import { fieldsOfContent } from '../storage/document-marks.ts';
import { readDocument, type DocumentRow } from '../storage/documents.ts';
import { readContent, type ContentRow } from '../storage/passages.ts';
import { passagesHolding } from '../storage/postings.ts';
import type { Found } from './found.ts';
import { lowerBound, MOST_HOLDING, tellingUnits } from './matching.ts';
import type { SearchLibrary } from './search-library.ts';

/** A document of a list, with where it says what was asked for. */
export interface ShownMatch {
  /** In this index. */
  readonly document: number;
  readonly path: string;
  /** The file itself: of a document within another one that holds it. */
  readonly file: string;
  readonly connected: boolean;
  readonly title: string;
  readonly author: string | null;
  readonly format: string;
  readonly size: number;
  readonly modified: number;
  readonly quote: Quote | null;
}

export interface Quote {
  readonly text: string;
  readonly page: number | null;
  readonly heading: string | null;
}

/** What files call the person who made them. */
const AUTHOR_FIELDS: readonly string[] = ['author', 'authors', 'creator', 'from'];

/** Documents as a list shows them; those that left since are missing. */
export function shownMatches(
  found: Found,
  library: SearchLibrary,
  documents: readonly number[],
): ShownMatch[] {
  const holding = tellingUnits(found).map((unit) =>
    passagesHolding(library.connection, unit.expression, MOST_HOLDING),
  );
  return documents.flatMap((id) => {
    const document = readDocument(library.connection, id);
    return document === undefined ? [] : [shown(document, library, holding)];
  });
}

function shown(
  document: DocumentRow,
  library: SearchLibrary,
  holding: readonly (readonly number[])[],
): ShownMatch {
  const { connection } = library;
  const content = document.content === null ? undefined : readContent(connection, document.content);
  const holder = document.container === null ? undefined : readDocument(connection, document.container);
  const rootPath = library.rootPath(document.root);
  return {
    document: document.id,
    path: `${rootPath}/${document.path}`,
    file: `${rootPath}/${(holder ?? document).path}`,
    connected: library.isConnected(document.root),
    title: content?.title ?? nameOfPath(document.path),
    author: content === undefined ? null : authorOf(fieldsOfContent(connection, content.id)),
    format: content?.format ?? '',
    size: document.size,
    modified: document.modified,
    quote: content === undefined ? null : quoteOf(content, library, holding),
  };
}

/** The passage with the most of the words, or the first one. */
function quoteOf(
  content: ContentRow,
  { passages }: SearchLibrary,
  holding: readonly (readonly number[])[],
): Quote | null {
  if (content.passages === 0) return null;
  const row = passages.row(bestPassage(content, holding));
  return row === undefined ? null : { text: passages.body(row), page: row.page, heading: row.heading };
}

function bestPassage(
  { firstPassage, passages }: ContentRow,
  holding: readonly (readonly number[])[],
): number {
  const end = firstPassage + passages;
  const counts = new Map<number, number>();
  for (const list of holding) {
    for (let at = lowerBound(list, firstPassage); (list[at] ?? end) < end; at += 1) {
      const passage = list[at] ?? end;
      counts.set(passage, (counts.get(passage) ?? 0) + 1);
    }
  }
  const [best] = [...counts].toSorted(([left, most], [right, more]) => more - most || left - right);
  return best?.[0] ?? firstPassage;
}

function authorOf(fields: Readonly<Record<string, string>>): string | null {
  const named = Object.entries(fields).find(
    ([name, value]) => AUTHOR_FIELDS.includes(name.toLowerCase()) && value.trim() !== '',
  );
  return named?.[1] ?? null;
}
