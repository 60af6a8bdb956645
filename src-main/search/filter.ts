import { terms } from '../lib/text/tokens.ts';
import { nameOfPath } from '../lib/document-path.ts';
import { indexableText } from '../lib/text/indexable.ts';
import type { ReadConnection } from '../storage/connection.ts';
import { contentsLabelled } from '../storage/document-labels.ts';
import { readPlaced, type PlacedDocument } from '../storage/documents.ts';
import { contentOfPassage } from '../storage/passages.ts';
import { passagesHolding } from '../storage/postings.ts';
import type { TextReader } from '../storage/text-blocks.ts';
import type { LabelNames } from './label-names.ts';
import type { PathIndex } from './path-index.ts';
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
  readonly paths: PathIndex;
  readonly labels: () => LabelNames;
  /** Passage ids are below it. */
  readonly used: number;
  /** Whether a file of that format and name is of the type a person named. */
  readonly isOfType: (format: string | null, name: string, type: string) => boolean;
}

/** Turns filters, exclusions and phrases into what may be found. */
export function allow(query: ParsedQuery, context: FilterContext): Allowance {
  const contents = allowedContents(query, context);
  const documents = placedDocuments(query, context).filter(
    (document) => contents.holds(document.content) && isOfAllowedType(document, query, context),
  );
  return {
    passages: passagesOf(documents, context.used),
    documents: new Set(documents.map((document) => document.id)),
    contents: new Set(documents.flatMap((document) => document.content ?? [])),
  };
}

/** The documents at the paths asked for; all where none is. */
function placedDocuments({ paths, excludedPaths }: ParsedQuery, context: FilterContext): PlacedDocument[] {
  const { connection } = context;
  if (paths.length + excludedPaths.length === 0) return readPlaced(connection, null);
  return readPlaced(connection, context.paths.matching(paths, excludedPaths));
}

function isOfAllowedType(
  { path, format }: PlacedDocument,
  { types, excludedTypes }: ParsedQuery,
  context: FilterContext,
): boolean {
  if (types.length + excludedTypes.length === 0) return true;
  const name = nameOfPath(path);
  const isType = (type: string): boolean => context.isOfType(format, name, type);
  return (types.length === 0 || types.some(isType)) && !excludedTypes.some(isType);
}

/** Contents that hold every phrase, carry every label, and nothing that is excluded. */
function allowedContents(
  query: ParsedQuery,
  context: FilterContext,
): { holds(content: number | null): boolean } {
  const labelled = (name: string): Set<number> =>
    contentsLabelled(context.connection, context.labels().named(name));
  const required = [
    ...query.phrases.map((text) => contentsWithPhrase(text, context)),
    ...query.labels.map(labelled),
  ];
  const banned = [
    ...query.excluded.map((text) => contentsWithWords(text, context)),
    ...query.excludedLabels.map(labelled),
  ];
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

function passagesOf(documents: readonly PlacedDocument[], used: number): Uint8Array {
  const passages = new Uint8Array(used);
  for (const { firstPassage, passages: count } of documents) {
    if (firstPassage !== null && count !== null) passages.fill(1, firstPassage, firstPassage + count);
  }
  return passages;
}
