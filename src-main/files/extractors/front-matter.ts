import { parseDocument } from 'yaml';

import type { Outline } from '../outline.ts';

/** Longer ones are data, not the head of a text. */
const LENGTH_LIMIT = 100_000;
const OPENING = /^---[ \t]*\n/;
const CLOSING = /^(?:---|\.\.\.)[ \t]*$/m;
const PLAIN_LINE = /^([A-Za-z][\w -]{0,60}):(?:[ \t]+([^\s"'[\]{}>|&*!%#@`,][^#\n]*))?$/;

/** Reads the YAML head of a text into fields and title; gives the text after it. */
export function takeFrontMatter(text: string, outline: Outline): string {
  const opening = OPENING.exec(text);
  if (opening === null) return text;
  const head = text.slice(opening[0].length, LENGTH_LIMIT);
  const closing = CLOSING.exec(head);
  if (closing === null) return text;
  const fields = parseFields(head.slice(0, closing.index));
  if (fields === null) return text;
  for (const [name, value] of fields) {
    if (name.toLowerCase() === 'title') outline.title(value);
    outline.field(name, value);
  }
  return head.slice(closing.index + closing[0].length) + text.slice(LENGTH_LIMIT);
}

/** Null where it is no mapping: two rulers around prose look the same. */
function parseFields(source: string): [string, string][] | null {
  return plainFields(source) ?? yamlFields(source);
}

/** Most heads are lines of `name: plain words`: reading these alone is 30 times as fast as the whole grammar. */
function plainFields(source: string): [string, string][] | null {
  const fields: [string, string][] = [];
  for (const line of source.split('\n')) {
    if (line.trim() === '') continue;
    const match = PLAIN_LINE.exec(line);
    const [, name, value = ''] = match ?? [];
    if (name === undefined || value.includes(': ')) return null;
    fields.push([name, value.trim()]);
  }
  return fields;
}

function yamlFields(source: string): [string, string][] | null {
  const document = parseDocument(source, { strict: false, logLevel: 'silent', uniqueKeys: false });
  if (document.errors.length > 0) return looseFields(source);
  const fields: [string, string][] = [];
  let content: unknown;
  try {
    content = document.toJS({ maxAliasCount: 100 });
  } catch {
    return looseFields(source);
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content)) return null;
  for (const [name, value] of Object.entries(content)) fields.push([name, wordsOf(value)]);
  return fields;
}

/** Broken YAML still holds words: each line with a colon is a field, what follows belongs to it. */
function looseFields(source: string): [string, string][] | null {
  const fields: [string, string][] = [];
  for (const line of source.split('\n')) {
    const colon = line.indexOf(':');
    const last = fields.at(-1);
    if (colon > 0 && /^[\w -]+$/.test(line.slice(0, colon)))
      fields.push([line.slice(0, colon), line.slice(colon + 1).trim()]);
    else if (last !== undefined) last[1] += `\n${line.trim()}`;
    else if (line.trim() !== '') return null;
  }
  return fields;
}

function wordsOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (Array.isArray(value)) return value.map(wordsOf).join(', ');
  if (typeof value === 'object')
    return Object.entries(value)
      .map(([name, inner]) => `${name}: ${wordsOf(inner)}`)
      .join('; ');
  return String(value);
}
