const MAY_BE_MARKED = /[`*_|\\]/;
const LITERAL = /``([^`]+(?:`[^`]+)*)``/g;
const LINK = /`([^`<]{1,500}?)\s*<[^`<>]{1,2000}>`__?/g;
const ROLE = /(?::[\w.+:-]{1,60}:)`~?!?([^`<]{1,500}?)(?:\s*<[^`<>]{1,500}>)?`/g;
const INTERPRETED = /`([^`\n]{1,500})`(?:__?|:[\w.+-]{1,60}:)?/g;
const FOOTNOTE_MARK = /\s?\[(?:\d{1,4}|#[\w-]{0,60}|\*)\]_/g;
const REFERENCE = /\b([A-Za-z\d][\w.-]{0,100}[A-Za-z\d])__?(?![\w])/g;
const STRONG = /(^|[\s'"([{<:/-])\*\*(?=\S)([^*\n]{1,2000}?\S)\*\*/g;
const EMPHASIS = /(^|[\s'"([{<:/-])\*(?=\S)([^*\n]{0,2000}?\S)\*/g;
const SUBSTITUTION = /(^|\s)\|([^|\s][^|\n]{0,200})\|_{0,2}/g;
const ESCAPE = /\\(\S)/g;

/** The words of a paragraph without reStructuredText's inline marks. */
export function plainRst(source: string): string {
  if (!MAY_BE_MARKED.test(source)) return source;
  let text = source;
  if (text.includes('`')) {
    text = text.replace(LITERAL, '$1').replace(LINK, '$1').replace(ROLE, '$1').replace(INTERPRETED, '$1');
  }
  if (text.includes(']_')) text = text.replace(FOOTNOTE_MARK, '');
  if (text.includes('_')) text = text.replace(REFERENCE, '$1');
  if (text.includes('*')) text = text.replace(STRONG, '$1$2').replace(EMPHASIS, '$1$2');
  if (text.includes('|')) text = text.replace(SUBSTITUTION, '$1$2');
  return text.includes('\\') ? text.replace(ESCAPE, '$1') : text;
}
