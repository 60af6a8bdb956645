import type { QueryNode } from '../query/syntax-tree.ts';
import type { DocumentTable } from './document-table.ts';
import { allOf, complement, intersect, unite, type Selection } from './selection.ts';

/** What the algebra of a query stands on. */
export interface Leaves {
  readonly table: DocumentTable;
  /** Passage ids are below it. */
  readonly used: number;
  /** What a word, phrase, prefix, NEAR or filter holds for; null where it asks for nothing, as a word of signs alone. */
  readonly select: (node: QueryNode) => Selection | null;
}

/** Everything of some parts side by side; all documents where they ask for nothing. */
export function evaluateAll(parts: readonly QueryNode[], leaves: Leaves): Selection {
  const { table } = leaves;
  const selections = parts.flatMap((part) => evaluate(part, leaves) ?? []);
  const documents = allOf(table.length);
  for (const selection of selections) intersect(documents, selection.documents);
  const hard = selections.filter(({ isHard }) => isHard);
  const bound = placesOfAll(hard);
  if (bound !== null) keepHolding(documents, bound, leaves);
  const evidence = evidenceOf(selections, bound, { documents, leaves });
  return { documents, places: evidence ?? bound, isHard: bound !== null };
}

function evaluate(node: QueryNode, leaves: Leaves): Selection | null {
  if (node.kind === 'and') return evaluateAll(node.of, leaves);
  if (node.kind === 'or') return evaluateAny(node.of, leaves);
  if (node.kind === 'not') {
    const selection = evaluate(node.of, leaves);
    return selection === null ? null : opposite(selection, leaves);
  }
  return leaves.select(node);
}

function placesOfAll(selections: readonly Selection[]): Uint8Array | null {
  let bound: Uint8Array | null = null;
  for (const { places } of selections) {
    if (places === null) continue;
    if (bound === null) bound = places.slice();
    else intersect(bound, places);
  }
  return bound;
}

/** Leaves out documents that have passages and none of these. */
function keepHolding(documents: Uint8Array, places: Uint8Array, { table }: Leaves): void {
  const holding = table.holding(places);
  const counts = table.numbers('passages');
  for (let place = 0; place < documents.length; place += 1)
    if (counts[place] !== 0) documents[place]! &= holding[place]!;
}

/** Where the parts stand that have to; each has to stand in the chosen passages where some are chosen. */
function evidenceOf(
  selections: readonly Selection[],
  bound: Uint8Array | null,
  { documents, leaves }: { readonly documents: Uint8Array; readonly leaves: Leaves },
): Uint8Array | null {
  let evidence: Uint8Array | null = null;
  for (const { places, isHard } of selections) {
    if (places === null || isHard) continue;
    const within = bound === null ? places : places.slice();
    if (bound !== null) {
      intersect(within, bound);
      keepHolding(documents, within, leaves);
    }
    if (evidence === null) evidence = within.slice();
    else unite(evidence, within);
  }
  return evidence;
}

function evaluateAny(parts: readonly QueryNode[], leaves: Leaves): Selection {
  const { table, used } = leaves;
  const selections = parts.flatMap((part) => evaluate(part, leaves) ?? []);
  const documents = new Uint8Array(table.length);
  for (const selection of selections) unite(documents, selection.documents);
  if (selections.every(({ places }) => places === null)) return { documents, places: null, isHard: false };
  const places = new Uint8Array(used);
  // A document of several branches shows what any of them holds for.
  for (const selection of selections)
    unite(
      places,
      selection.places === null
        ? table.passagesOf(selection.documents, used)
        : inDocuments(selection, leaves),
    );
  return { documents, places, isHard: selections.some(({ isHard }) => isHard) };
}

/** Of what chooses passages all others; of anything else the documents it does not hold for. */
function opposite(selection: Selection, leaves: Leaves): Selection {
  const { table } = leaves;
  if (!selection.isHard) return { documents: complement(selection.documents), places: null, isHard: false };
  const places = complement(inDocuments(selection, leaves));
  const counts = table.numbers('passages');
  const documents = table.holding(places);
  for (let place = 0; place < documents.length; place += 1)
    if (counts[place] === 0) documents[place] = 1 - selection.documents[place]!;
  return { documents, places, isHard: true };
}

/** The places that lie in the documents a selection holds for. */
function inDocuments({ documents, places }: Selection, { table, used }: Leaves): Uint8Array {
  const within = table.passagesOf(documents, used);
  if (places !== null) intersect(within, places);
  return within;
}
