/** A line this near to the longest of its paragraph was broken by the margin, not by its writer. */
const FULL_LINE_SHARE = 0.75;
/** Verse, addresses and lists have shorter lines. */
const MARGIN_AT_LEAST = 50;
const STARTS_ITEM = /^(?:[-*+•◦▪‣–—]|\(?(?:\d{1,3}|[a-zA-Z])[.)])\s/;
/** Columns, drawings, code. */
const IS_LAID_OUT = /\S(?: {3,}|\t+)\S|[|│┃]|^\s*[{}<>$#]/;

/** The paragraphs of plain text: what blank lines set apart. */
export function splitParagraphs(text: string): string[] {
  return text.split(/\n[ \t]*\n/);
}

/** Undoes the line breaks of a fixed margin, and no others. */
export function joinWrappedLines(paragraph: string): string {
  const lines = paragraph.split('\n');
  if (lines.length < 2 || IS_LAID_OUT.test(paragraph)) return paragraph;
  const longest = lines.reduce((most, line) => Math.max(most, line.length), 0);
  if (longest < MARGIN_AT_LEAST) return paragraph;
  // Parts, for to trim a text that grows is to copy it each time.
  const joined = [lines[0] ?? ''];
  for (let at = 1; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const text = line.trim();
    const firstWord = text.indexOf(' ') < 0 ? text.length : text.indexOf(' ');
    const before = lines[at - 1] ?? '';
    const isWrapped = before.length + 1 + firstWord > longest * FULL_LINE_SHARE && !STARTS_ITEM.test(text);
    if (isWrapped) joined.push(joined.pop()?.trimEnd() ?? '', ' ', text);
    else joined.push('\n', line);
  }
  return joined.join('');
}
