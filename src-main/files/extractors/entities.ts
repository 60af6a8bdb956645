import { Parser } from 'htmlparser2';

import { cleanCharacters } from '../normalise.ts';

const REFERENCE = /&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z\d]{1,31});/g;
const known = new Map<string, string>();

/** Character references outside a page, as in Markdown: `&amp;` → `&`. Unknown ones stay. */
export function decodeEntities(text: string): string {
  return text.replace(REFERENCE, decodeReference);
}

function decodeReference(reference: string): string {
  const before = known.get(reference);
  if (before !== undefined) return before;
  let decoded = '';
  new Parser({ ontext: (text) => (decoded += text) }).end(reference);
  decoded = cleanCharacters(decoded);
  if (known.size < KNOWN_LIMIT) known.set(reference, decoded);
  return decoded;
}

/** Far more than any text uses; a hostile one must not fill the memory. */
const KNOWN_LIMIT = 4096;
