import { textual } from './text.ts';

/** Lines to a block: a passage's worth of short rows. */
const BLOCK_LINES = 40;
const BLOCK_LENGTH = 4000;

/** Rows stay lines; the column names are one heading over all of them instead of a word before every value. */
export const csvExtractor = textual(
  'csv',
  (text, outline) => {
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    const separator = separatorOf(lines.slice(0, SAMPLE_LINES));
    const header = headerOf(lines, separator);
    if (header !== null) outline.heading(1, header.join(' | '));
    let block: string[] = [];
    let length = 0;
    for (const line of header === null ? lines : lines.slice(1)) {
      const row = cells(line, separator)
        .filter((cell) => cell !== '')
        .join(' | ');
      if (row === '') continue;
      block.push(row);
      length += row.length;
      if (block.length < BLOCK_LINES && length < BLOCK_LENGTH) continue;
      outline.block(block.join('\n'));
      [block, length] = [[], 0];
    }
    outline.block(block.join('\n'));
  },
  { dataLike: true, isTitledByHeading: false },
);

const SAMPLE_LINES = 20;
const SEPARATORS = ['\t', ';', '|', ','] as const;

/** The mark that parts most of the first lines into the same number of cells; commas where none does. */
function separatorOf(sample: readonly string[]): string {
  return SEPARATORS.find((mark) => isEven(sample.map((line) => cells(line, mark).length))) ?? ',';
}

function isEven(counts: readonly number[]): boolean {
  return counts.some(
    (count) => count > 1 && counts.filter((other) => other === count).length * 2 > counts.length,
  );
}

function isNumber(cell: string): boolean {
  return /\d/.test(cell) && /^[-+\d.,:/ eE%€$£]*$/.test(cell);
}

/** The first row, where it has names and the rows below have numbers. */
function headerOf(lines: readonly string[], separator: string): string[] | null {
  const first = cells(lines[0] ?? '', separator);
  if (first.length < 2 || first.some((cell) => cell === '' || isNumber(cell))) return null;
  const hasNumbers = lines.slice(1, SAMPLE_LINES).some((line) => cells(line, separator).some(isNumber));
  return hasNumbers ? first : null;
}

/** Quotes are taken off; a cell of several lines stays several rows, for only its words matter. */
function cells(line: string, separator: string): string[] {
  if (!line.includes('"')) return line.split(separator).map((cell) => cell.trim());
  const row: string[] = [];
  let cell = '';
  let isQuoted = false;
  for (let at = 0; at < line.length; at++) {
    const mark = line.charAt(at);
    if (mark === '"' && isQuoted && line[at + 1] === '"') cell += line.charAt(++at);
    else if (mark === '"') isQuoted = !isQuoted;
    else if (mark === separator && !isQuoted) {
      row.push(cell.trim());
      cell = '';
    } else cell += mark;
  }
  return [...row, cell.trim()];
}
