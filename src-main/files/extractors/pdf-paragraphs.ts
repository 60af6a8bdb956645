/** A line at least this share of the page's usual full line runs on. */
const FULL_LINE_SHARE = 0.7;
const STARTS_ITEM = /^(?:[-*•◦▪‣–—·]|\(?(?:\d{1,3}|[a-zA-Z])[.)])\s/;
const ENDS_SENTENCE = /[.!?:;…]["'”’)\]]*$/;
const HYPHENATED = /\p{Ll}-$/u;
/** Where the text of the page as a whole is not long lines, it is a form or a table and stays as it is. */
const PROSE_LINE = 40;

/** The paragraphs of a page's lines: words parted at line ends healed, lines that run on joined. */
export function pdfParagraphs(page: string): string[] {
  const lines = page.split('\n').map((line) => line.trim());
  const full = usualLength(lines);
  const paragraphs: string[] = [];
  let current = '';
  let lastLength = 0;
  for (const line of lines) {
    if (line === '') {
      lastLength = 0;
      continue;
    }
    if (current !== '' && runsOn(current, line, { lastLength, full })) current = join(current, line);
    else {
      if (current !== '') paragraphs.push(current);
      current = line;
    }
    lastLength = line.length;
  }
  if (current !== '') paragraphs.push(current);
  return full < PROSE_LINE ? [paragraphs.join('\n')] : paragraphs;
}

function runsOn(current: string, line: string, { lastLength, full }: { lastLength: number; full: number }): boolean {
  if (lastLength === 0 || STARTS_ITEM.test(line)) return false;
  if (HYPHENATED.test(current) && /^\p{Ll}/u.test(line)) return true;
  if (lastLength < full * FULL_LINE_SHARE) return false;
  return !ENDS_SENTENCE.test(current) || lastLength > full * 0.9 || /^\p{Ll}/u.test(line);
}

function join(current: string, line: string): string {
  return HYPHENATED.test(current) && /^\p{Ll}/u.test(line) ? current.slice(0, -1) + line : `${current} ${line}`;
}

/** The length that a tenth of the lines reach: the width of the text column in characters. */
function usualLength(lines: readonly string[]): number {
  const lengths = lines.map(({ length }) => length).filter((length) => length > 0).sort((a, b) => b - a);
  return lengths[Math.floor(lengths.length / 10)] ?? 0;
}
