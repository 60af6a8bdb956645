import { fold, terms } from '../lib/text/tokens.ts';
import { indexableText } from '../lib/text/indexable.ts';
import type { ReadConnection } from '../storage/connection.ts';
import { allDocuments, type DocumentRow } from '../storage/documents.ts';
import { allContents, contentOfPassage, type ContentRow } from '../storage/passages.ts';
import { passagesHolding } from '../storage/postings.ts';
import type { TextReader } from '../storage/text-blocks.ts';
import { contentsWithPhrase } from './phrases.ts';
import type { ParsedQuery } from './query/parse.ts';
import { phrase } from './query/units.ts';

/** What a query's filters leave over, known before anything is ranked. */
export interface Allowance {
  /** 1 for each passage that may be found, by id. */
  readonly passages: Uint8Array;
  readonly documents: ReadonlySet<number>;
  readonly contents: ReadonlySet<number>;
}

export interface FilterContext {
  readonly connection: ReadConnection;
  readonly texts: TextReader;
  /** Absolute path of a root. */
  readonly rootPath: (root: number) => string;
  /** Passage ids are below it. */
  readonly used: number;
  /** Whether a file of that format and name is of the type a person named. */
  readonly isOfType: (format: string | null, name: string, type: string) => boolean;
}

/** Turns filters, exclusions and phrases into what may be found. */
export function allow(query: ParsedQuery, context: FilterContext): Allowance {
  const contents = allowedContents(query, context);
  const known = new Map(allContents(context.connection).map((content) => [content.id, content]));
  const documents = allDocuments(context.connection).filter(
    (document) => contents.holds(document.content) && isAllowed(document, known, query, context),
  );
  const left = new Set(documents.flatMap((document) => document.content ?? []));
  return {
    passages: passagesOf(left, known, context.used),
    documents: new Set(documents.map((document) => document.id)),
    contents: left,
  };
}

type KnownContents = ReadonlyMap<number, ContentRow>;

function isAllowed(
  document: DocumentRow,
  known: KnownContents,
  query: ParsedQuery,
  context: FilterContext,
): boolean {
  return isOfAllowedType(document, known, query, context) && isAtAllowedPath(document, query, context);
}

function isOfAllowedType(
  document: DocumentRow,
  known: KnownContents,
  { types, excludedTypes }: ParsedQuery,
  context: FilterContext,
): boolean {
  if (types.length + excludedTypes.length === 0) return true;
  const format = known.get(document.content ?? -1)?.format ?? null;
  const name = document.path.slice(document.path.lastIndexOf('/') + 1);
  const isType = (type: string): boolean => context.isOfType(format, name, type);
  return (types.length === 0 || types.some(isType)) && !excludedTypes.some(isType);
}

function isAtAllowedPath(
  document: DocumentRow,
  { paths, excludedPaths }: ParsedQuery,
  { rootPath }: FilterContext,
): boolean {
  if (paths.length + excludedPaths.length === 0) return true;
  const path = foldPath(`${rootPath(document.root)}/${document.path}`);
  const isBelow = (part: string): boolean => path.includes(foldPath(part));
  return paths.every(isBelow) && !excludedPaths.some(isBelow);
}

function foldPath(path: string): string {
  return fold(path.normalize('NFKC').replaceAll('\\', '/'));
}

/** Contents that hold every phrase and nothing that is excluded. */
function allowedContents(
  query: ParsedQuery,
  context: FilterContext,
): { holds(content: number | null): boolean } {
  const required = query.phrases.map((text) => contentsWithPhrase(text, context));
  const banned = query.excluded.map((text) => contentsWithWords(text, context));
  return {
    holds: (content) => {
      if (content === null) return required.length === 0;
      return required.every((set) => set.has(content)) && !banned.some((set) => set.has(content));
    },
  };
}

function contentsWithWords(text: string, { connection }: FilterContext): Set<number> {
  const contents = new Set<number>();
  if (terms(indexableText(text)).length === 0) return contents;
  for (const passage of passagesHolding(connection, phrase([indexableText(text)]), -1)) {
    const content = contentOfPassage(connection, passage);
    if (content !== undefined) contents.add(content.id);
  }
  return contents;
}

function passagesOf(contents: ReadonlySet<number>, known: KnownContents, used: number): Uint8Array {
  const passages = new Uint8Array(used);
  for (const id of contents) {
    const content = known.get(id);
    if (content !== undefined) {
      passages.fill(1, content.firstPassage, content.firstPassage + content.passages);
    }
  }
  return passages;
}
