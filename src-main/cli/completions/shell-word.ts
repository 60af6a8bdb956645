import type { TypedLine } from './typed-line.ts';

/** Behind these bash takes what is typed for a word of its own, and puts in only that. */
const BREAKS = /^.*[:=]/s;
const SPECIAL = /[\s"'\\$&|;()<>*?[\]{}!#`^]/g;
const SPECIAL_IN_QUOTES = /["\\$`]/g;

/** A word as bash is to put it in the place of what is typed; null where it cannot be put there. Pure. */
export function bashWord(word: string, { raw, quote }: TypedLine): string | null {
  if (quote === null) return null;
  if (quote === "'") return word.includes("'") ? null : word;
  if (quote === '"') return word.replaceAll(SPECIAL_IN_QUOTES, String.raw`\$&`);
  const [head = ''] = BREAKS.exec(raw) ?? [];
  const escaped = word.replaceAll(SPECIAL, String.raw`\$&`);
  return escaped.toLowerCase().startsWith(head.toLowerCase()) ? escaped.slice(head.length) : null;
}
