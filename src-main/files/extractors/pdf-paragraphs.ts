/** A line at least this share of the page's usual full line runs on. */
const FULL_LINE_SHARE = 0.7;
const STARTS_ITEM = /^(?:[-*•◦▪‣–—·]|\(?(?:\d{1,3}|[a-zA-Z])[.)])\s/;
const ENDS_SENTENCE = /[.!?:;…]["'”’)\]]*$/;
const HYPHENATED = /\p{Ll}-$/u;
/** A page whose lines are shorter than this is a form, a table or a slide, and stays as it is. */
const PROSE_LINE = 30;

/** The paragraphs of a page's lines: words parted at line ends healed, lines that run on joined. */
export function pdfParagraphs(page: string, isHeading: (line: string) => boolean = () => false): string[] {
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
    if (current !== '' && !isHeading(line) && runsOn(current, line, { lastLength, full }))
      current = join(current, line);
    else {
      if (current !== '') paragraphs.push(current);
      current = line;
    }
    lastLength = isHeading(line) ? 0 : line.length;
  }
  if (current !== '') paragraphs.push(current);
  return full < PROSE_LINE ? [paragraphs.join('\n')] : paragraphs;
}

function runsOn(
  current: string,
  line: string,
  { lastLength, full }: { lastLength: number; full: number },
): boolean {
  if (lastLength === 0 || STARTS_ITEM.test(line)) return false;
  if (HYPHENATED.test(current) && /^\p{Ll}/u.test(line)) return true;
  if (lastLength < full * FULL_LINE_SHARE) return false;
  return !ENDS_SENTENCE.test(current) || lastLength > full * 0.9 || /^\p{Ll}/u.test(line);
}

function join(current: string, line: string): string {
  return HYPHENATED.test(current) && /^\p{Ll}/u.test(line)
    ? current.slice(0, -1) + line
    : `${current} ${line}`;
}

/** The length that the lines with half of the page's characters reach: the width of its columns, whatever stands between. */
function usualLength(lines: readonly string[]): number {
  const lengths = lines.map(({ length }) => length).sort((a, b) => b - a);
  let rest = lengths.reduce((sum, length) => sum + length, 0) / 2;
  return lengths.find((length) => (rest -= length) <= 0) ?? 0;
}
