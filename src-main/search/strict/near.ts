import { indexableText } from '../../lib/text/indexable.ts';
import { fold, foldLiteral, terms } from '../../lib/text/tokens.ts';
import { contentOfPassage, readPassage } from '../../storage/passages.ts';
import { ALL, passagesHolding } from '../../storage/postings.ts';
import { holdsWhole, type PhraseContext, type PhrasePlaces } from '../phrases.ts';
import type { NearNode, QueryNode } from '../query/syntax-tree.ts';
import { phrase } from '../query/units.ts';

/** A word, a phrase or the beginning of a word, as it is looked for in a text. */
interface Operand {
  readonly kind: 'word' | 'phrase' | 'prefix';
  /** What of it FTS5 is asked for. */
  readonly words: readonly string[];
  readonly terms: readonly string[];
  /** Folded: a phrase in full, or what a word begins with. */
  readonly literal: string;
}

/** Alternatives multiplied beyond this are too many to look for each way. */
const MOST_WAYS = 64;
/** Neighbouring passages looked into for what stands over their border. */
const MOST_BORDERS = 20_000;

/**
 * Where the operands stand near each other: between the end of the first and the beginning of the last stand at most
 * `distance` words, whatever their order, in a passage or over the border of two that adjoin.
 */
export function placesOfNear({ of, distance }: NearNode, context: PhraseContext): PhrasePlaces {
  const contents = new Set<number>();
  const passages: number[] = [];
  for (const way of waysOf(of)) {
    const isSure = way.every(({ kind }) => kind === 'word');
    for (const passage of passagesHolding(context.connection, nearExpression(way, distance), ALL)) {
      const content = contentOfPassage(context.connection, passage)?.id;
      if (content === undefined) continue;
      if (!isSure && !isNear(textOf(passage, context), way, distance)) continue;
      contents.add(content);
      passages.push(passage);
    }
  }
  for (const way of waysOf(of)) addOverBorders(way, distance, { context, contents, passages });
  return { contents, passages };
}

interface Gathered {
  readonly context: PhraseContext;
  readonly contents: Set<number>;
  readonly passages: number[];
}

/** Where a document holds it within a passage already, its borders need no look. */
function addOverBorders(
  way: readonly Operand[],
  distance: number,
  { context, contents, passages }: Gathered,
): void {
  const holding = way.map(({ words, kind }) => holdingOf(words, kind, context));
  const isWhole = way.every(({ words }) => words.length === 1);
  const last = Math.min(...holding.map((bytes) => bytes.length)) - 1;
  let looked = 0;
  for (let passage = 0; passage < last && looked < MOST_BORDERS; passage += 1) {
    if (!holding.every((bytes) => bytes[passage] === 1 || bytes[passage + 1] === 1)) continue;
    // Whole words that all stand in the one, or in the other, were looked for there.
    if (isWhole && !holding.some((bytes) => bytes[passage] === 1)) continue;
    if (isWhole && !holding.some((bytes) => bytes[passage + 1] === 1)) continue;
    const content = contentOfPassage(context.connection, passage)?.id;
    if (content === undefined || contents.has(content)) continue;
    if (contentOfPassage(context.connection, passage + 1)?.id !== content) continue;
    looked += 1;
    if (!isNear(`${bodyOf(passage, context)}\n${bodyOf(passage + 1, context)}`, way, distance)) continue;
    contents.add(content);
    passages.push(passage, passage + 1);
  }
}

/** Where an operand begins: the rest of it may stand over the border. */
function holdingOf(words: readonly string[], kind: Operand['kind'], context: PhraseContext): Uint8Array {
  const whole = context.holding(words.slice(0, 1));
  if (kind !== 'prefix') return whole;
  const begun = whole.slice();
  for (const passage of passagesHolding(context.connection, `${phrase(words)} *`, ALL)) begun[passage] = 1;
  return begun;
}

/** Every choice of one alternative of each operand. */
function waysOf(of: readonly QueryNode[]): Operand[][] {
  let ways: Operand[][] = [[]];
  for (const node of of) {
    const alternatives = operandsOf(node);
    ways = ways.flatMap((way) => alternatives.map((operand) => [...way, operand])).slice(0, MOST_WAYS);
  }
  return ways;
}

function operandsOf(node: QueryNode): Operand[] {
  if (node.kind === 'or') return node.of.flatMap(operandsOf);
  if (node.kind !== 'word' && node.kind !== 'phrase' && node.kind !== 'prefix') return [];
  const words = indexableText(node.text)
    .split(/\s+/)
    .filter((word) => terms(word).length > 0);
  const literal = node.kind === 'prefix' ? fold(node.text.normalize('NFKC')) : foldLiteral(node.text);
  return words.length === 0 ? [] : [{ kind: node.kind, words, terms: terms(words.join(' ')), literal }];
}

function nearExpression(way: readonly Operand[], distance: number): string {
  const operands = way.map(({ kind, words }) => phrase(words) + (kind === 'prefix' ? ' *' : ''));
  return `NEAR(${operands.join(' ')}, ${distance})`;
}

function textOf(passage: number, context: PhraseContext): string {
  const row = readPassage(context.connection, passage);
  if (row === undefined) return '';
  return [row.title ?? '', row.heading ?? '', bodyOf(passage, context)].join('\n');
}

function bodyOf(passage: number, { connection, texts }: PhraseContext): string {
  const row = readPassage(connection, passage);
  return row === undefined ? '' : texts.read(row.content, row.start, row.length);
}

const WORD = /[\p{L}\p{N}\p{Co}\p{M}]+/gu;

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Whether the operands stand so near each other in a text. Pure. */
export function isNear(text: string, way: readonly Operand[], distance: number): boolean {
  const words = indexableText(text).match(WORD) ?? [];
  const stems = words.map((word) => terms(word)[0] ?? '');
  const literal = foldLiteral(text);
  const stretches = way.map((operand) =>
    operand.kind === 'phrase' && !holdsWhole(literal, operand.literal)
      ? []
      : stretchesOf(operand, words, stems),
  );
  const [first, ...others] = stretches;
  return (first ?? []).some((stretch) => reaches([stretch], others, distance));
}

function reaches(
  chosen: readonly Stretch[],
  left: readonly (readonly Stretch[])[],
  distance: number,
): boolean {
  const start = Math.max(...chosen.map((stretch) => stretch.start));
  const end = Math.min(...chosen.map((stretch) => stretch.end));
  // Words between the end of the first and the beginning of the last.
  if (start - end > distance) return false;
  const [next, ...others] = left;
  return next === undefined || next.some((stretch) => reaches([...chosen, stretch], others, distance));
}

function stretchesOf(operand: Operand, words: readonly string[], stems: readonly string[]): Stretch[] {
  const { kind, literal, terms: wanted } = operand;
  return stems.flatMap((_, start) => {
    const end = start + (kind === 'prefix' ? 1 : wanted.length);
    const isThere =
      kind === 'prefix'
        ? fold(words[start] ?? '').startsWith(literal)
        : wanted.every((term, place) => stems[start + place] === term);
    return isThere ? [{ start, end }] : [];
  });
}
