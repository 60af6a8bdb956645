import { cleanCharacters } from '../normalise.ts';
import type { Outline } from '../outline.ts';
import { listOf } from './lists-by-name.ts';
import { readXmlPart } from './xml-events.ts';

/** Elements of the properties and the fields they are; the first of each counts. */
const FIELDS: Readonly<Record<string, string>> = {
  'initial-creator': 'author',
  creator: 'author',
  subject: 'subject',
  keyword: 'keywords',
  description: 'description',
  'creation-date': 'date',
  date: 'date',
};
/** Elements of which the first alone counts: several dates in a row are none. */
const SINGLE: ReadonlySet<string> = new Set(['creation-date', 'date']);
const MARGINS = /^(?:header|footer)(?:-left|-first)?$/;

/** The title and fields; they stand before the body of a flat document. */
export function readOpenDocumentMeta(part: Uint8Array | undefined, outline: Outline): void {
  const values = new Map<string, string[]>();
  let text = '';
  let isBody = false;
  let isMeta = false;
  readXmlPart(part, {
    get isDone() {
      return isBody;
    },
    open(name) {
      isBody ||= name === 'body';
      isMeta ||= name === 'meta';
      text = '';
    },
    text(words) {
      if (isMeta) text += words;
    },
    close(name) {
      if (name === 'meta') isMeta = false;
      if (isMeta && text.trim() !== '') listOf(values, name).push(text);
      text = '';
    },
  });
  outline.title(values.get('title')?.[0] ?? '');
  const fields = new Map<string, string>();
  for (const [name, field] of Object.entries(FIELDS)) {
    const all = values.get(name) ?? [];
    const value = SINGLE.has(name) ? (all[0] ?? '') : all.join(', ');
    if (value !== '' && !fields.has(field)) fields.set(field, value);
  }
  for (const [name, value] of fields) outline.field(name, value);
}

/** Page headers and footers, once each; they stand before the body of a flat document. */
export function readMarginTexts(part: Uint8Array | undefined): ReadonlySet<string> {
  const texts = new Set<string>();
  let text = '';
  let isMargin = false;
  let isBody = false;
  readXmlPart(part, {
    get isDone() {
      return isBody;
    },
    open(name) {
      isBody ||= name === 'body';
      isMargin ||= MARGINS.test(name);
      if (isMargin && /^(?:p|s|tab|line-break)$/.test(name)) text += ' ';
    },
    text(words) {
      if (isMargin) text += words;
    },
    close(name) {
      if (!MARGINS.test(name)) return;
      texts.add(cleanCharacters(text).replace(/\s+/g, ' ').trim());
      text = '';
      isMargin = false;
    },
  });
  return texts;
}
