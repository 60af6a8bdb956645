import { cleanCharacters } from '../normalise.ts';
import type { Outline } from '../outline.ts';
import { addLines } from './lines.ts';
import { textual } from './text.ts';

/** Long runs without a blank are encoded pictures and keys. */
const ENCODED_LENGTH = 500;
const DEPTH_LIMIT = 100;

/** Values beside their names, a line each. A notebook, or lines of JSON, are the same to a reader. */
export const jsonExtractor = textual(
  'json',
  (text, outline) => {
    const lines: string[] = [];
    for (const value of parse(text) ?? []) collect(value, '', { lines, depth: 0 });
    if (lines.length > 0) addLines(lines, outline);
    else addPlain(text, outline);
  },
  { dataLike: true },
);

interface Gathered {
  readonly lines: string[];
  readonly depth: number;
}

/** One value, or one a line; null where neither parses. */
function parse(text: string): unknown[] | null {
  try {
    return [JSON.parse(text)];
  } catch {
    return parseLines(text.split('\n').filter((line) => line.trim() !== ''));
  }
}

function parseLines(lines: readonly string[]): unknown[] | null {
  try {
    return lines.map((line): unknown => JSON.parse(line));
  } catch {
    return null;
  }
}

function collect(value: unknown, name: string, into: Gathered): void {
  if (into.depth > DEPTH_LIMIT) return;
  const inner = { lines: into.lines, depth: into.depth + 1 };
  if (Array.isArray(value)) collectList(value, name, inner);
  else if (typeof value === 'object' && value !== null) {
    if (name !== '') into.lines.push(`${name}:`);
    for (const [key, held] of Object.entries(value)) collect(held, key, inner);
  } else addValue(value, name, into.lines);
}

/** Plain values of a list share a line; text in pieces, as notebooks hold it, is one text again. */
function collectList(values: readonly unknown[], name: string, into: Gathered): void {
  const isPlain = values.every((value) => typeof value !== 'object' || value === null);
  if (!isPlain) collectEach(values, name, into);
  else if (values.some((value) => typeof value === 'string' && value.endsWith('\n')))
    addValue(values.join(''), name, into.lines);
  else addValue(values.filter((value) => !isEncoded(value)).join(', '), name, into.lines);
}

function collectEach(values: readonly unknown[], name: string, into: Gathered): void {
  if (name !== '') into.lines.push(`${name}:`);
  for (const value of values) collect(value, '', into);
}

function addValue(value: unknown, name: string, lines: string[]): void {
  const text = isEncoded(value) ? '' : cleanCharacters(String(value));
  lines.push(name === '' ? text : `${name}: ${text}`);
}

function isEncoded(value: unknown): boolean {
  return (
    typeof value === 'string' && value.length > ENCODED_LENGTH && !/\s/.test(value.slice(0, ENCODED_LENGTH))
  );
}

function addPlain(text: string, outline: Outline): void {
  addLines(text.split('\n'), outline);
}
