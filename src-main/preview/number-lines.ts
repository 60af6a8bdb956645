/** A line of stored text, and which line of the file it is. */
export interface NumberedLine {
  /** Where it begins, in UTF-16 units of the stored text. */
  readonly start: number;
  /** One-based. */
  readonly line: number;
}

/** Lines that are looked ahead: extraction drops blank ones only, and puts names in between. */
const AHEAD = 500;

/**
 * The lines of a stored text by their numbers in the file. What extraction wrote of its own, such as the name of a
 * function above its block, is no line of the file and has no number.
 */
export function numberLines(stored: string, source: string): NumberedLine[] {
  const lines = source.split('\n').map(compared);
  const numbered: NumberedLine[] = [];
  let next = 0;
  for (const { start, text, isRepeated } of storedLines(stored)) {
    const at = lines.slice(next, next + AHEAD).indexOf(text);
    if (at < 0 || (isRepeated && !isRepeatedAt(lines, next + at))) continue;
    numbered.push({ start, line: next + at + 1 });
    next += at + 1;
  }
  return numbered;
}

interface StoredLine {
  readonly start: number;
  readonly text: string;
  /** The next line with words says the same: this one is the name above it, unless the file says it twice. */
  readonly isRepeated: boolean;
}

function storedLines(stored: string): StoredLine[] {
  const lines: { start: number; text: string }[] = [];
  let start = 0;
  for (const line of stored.split('\n')) {
    if (line.trim() !== '') lines.push({ start, text: compared(line) });
    start += line.length + 1;
  }
  return lines.map((line, index) => ({ ...line, isRepeated: lines[index + 1]?.text === line.text }));
}

function isRepeatedAt(lines: readonly string[], at: number): boolean {
  const following = lines.slice(at + 1, at + AHEAD).find((line) => line !== '');
  return following === lines[at];
}

/** As it is stored: without tabs and without blanks at its end. */
function compared(line: string): string {
  return line.replaceAll('\t', ' ').trimEnd();
}
