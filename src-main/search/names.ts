import { foldersOfPath, nameOfPath } from '../lib/document-path.ts';
import { indexableName, indexableText } from '../lib/text/indexable.ts';
import { terms } from '../lib/text/tokens.ts';
import type { ReadConnection } from '../storage/connection.ts';
import { readDocument, type DocumentRow } from '../storage/documents.ts';
import { matchNames } from '../storage/postings.ts';
import { inverseFrequency } from './bm25.ts';
import { wholeLibrary, type KnownWords } from './known-words.ts';
import { unitsOf, type Unit } from './query/units.ts';
import { isCodeLike } from './semantic-share.ts';

/** A document whose name or folders answer to the query. */
export interface NamedDocument {
  readonly document: DocumentRow;
  /** 0…1: how much of the query the name holds, times how much of the name the query speaks of. */
  readonly score: number;
  /** The query is this name and nothing else, its ending aside: who types a name wants that file. */
  readonly outright: boolean;
  /** One word of the query is a code, and this name is that code: "EIP-1559 base fee" speaks of eip-1559.md. */
  readonly byCode: boolean;
  readonly terms: readonly string[];
}

const MOST_NAMED = 60;
/** Names that may be scored for one query: about 2 ms of FTS5's time. */
const NAMES_BUDGET = 3_000;
/** A name in common folders alone ("notes", "2023") is not an answer. */
const LEAST_SCORE = 0.08;
/** A folder's name says less than the file's own. */
const FOLDER_SHARE = 0.4;

/** Documents found by name, best first; readable or not. */
export function namedDocuments(
  connection: ReadConnection,
  words: readonly string[],
  {
    total,
    filtered,
    known = wholeLibrary(connection),
  }: { readonly total: number; readonly filtered: boolean; readonly known?: KnownWords },
): NamedDocument[] {
  const units = unitsOf(words)
    .filter((unit) => unit.terms.length === 1)
    .map((unit) => ({ ...unit, frequency: known.nameFrequency(unit.terms[0] ?? '', unit.expression) }));
  if (units.length === 0) return [];
  const weights = new Map(
    units.map(({ terms: [term = ''], frequency }) => [term, inverseFrequency(frequency, Math.max(total, 2))]),
  );
  const codes = new Set(words.filter(isCodeLike).map((word) => keyOf(terms(indexableText(word)))));
  const expression = [...withinBudget(units), ...beginnings(units)].join(' OR ');
  // FTS5 chooses by what it knows of all names: where not all may be seen, it must not choose.
  const most = known.isWhole ? MOST_NAMED : NAMES_BUDGET;
  return matchNames(connection, expression, most, filtered)
    .flatMap((posting) => readDocument(connection, posting.id) ?? [])
    .map((document) => scoreName(document, weights, codes))
    .filter((named) => named.score >= LEAST_SCORE)
    .toSorted((left, right) => right.score - left.score || left.document.id - right.document.id)
    .slice(0, MOST_NAMED);
}

interface NameUnit extends Unit {
  /** Names it stands in. */
  readonly frequency: number;
}

/** Expressions of the rarest units whose names fit the budget; at least one, so that the cost is bounded. */
function withinBudget(units: readonly NameUnit[]): string[] {
  const known = units
    .filter(({ frequency }) => frequency > 0)
    .toSorted((left, right) => left.frequency - right.frequency);
  let spent = 0;
  return known
    .filter(({ frequency }, place) => {
      spent += frequency;
      return place === 0 || spent <= NAMES_BUDGET;
    })
    .map(({ expression }) => expression);
}

/** The last word may be the beginning of a longer one: where it is the only one, or no name holds it as it is. */
function beginnings(units: readonly NameUnit[]): string[] {
  const last = units.at(-1);
  if (last === undefined || (units.length > 1 && last.frequency > 0)) return [];
  return [`${last.expression} *`];
}

/** Pure: how well a document's name answers to weighed query terms, and whether it is one of the query's codes. */
function scoreName(
  document: DocumentRow,
  weights: ReadonlyMap<string, number>,
  codes: ReadonlySet<string>,
): NamedDocument {
  const file = nameOfPath(document.path);
  const name = new Set(terms(indexableName(file)));
  const stem = terms(indexableText(file.replace(ENDING, '')));
  const folders = new Set(terms(indexableName(foldersOfPath(document.path))));
  let met = 0;
  let asked = 0;
  const matched: string[] = [];
  for (const [term, weight] of weights) {
    asked += weight;
    const inName = name.has(term) || startsOne(name, term);
    if (!inName && !folders.has(term)) continue;
    met += inName ? weight : FOLDER_SHARE * weight;
    matched.push(term);
  }
  const named = [...name].filter((term) => weights.has(term)).length / Math.max(1, name.size);
  return {
    document,
    score: asked === 0 ? 0 : (met / asked) * (0.5 + 0.5 * named),
    outright: stem.every((term) => weights.has(term)) && [...weights.keys()].every((term) => name.has(term)),
    byCode: codes.has(keyOf(stem)),
    terms: matched,
  };
}

function keyOf(parts: readonly string[]): string {
  return parts.join(' ');
}

/** The ending that says a file's type. */
const ENDING = /(?<=.)\.[^.]+$/u;

function startsOne(names: ReadonlySet<string>, term: string): boolean {
  return term.length >= 3 && [...names].some((name) => name.startsWith(term));
}
