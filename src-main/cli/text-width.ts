const GRAPHEMES = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Unicode's East Asian wide and full-width blocks (UAX #11), in ranges. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}]/u;
const PICTURE = /\p{Emoji_Presentation}|\ufe0f/u;
const NO_CELL = /^[\p{Mark}\u200b-\u200d\u2060\ufeff]+$/u;

/** Control characters, which a terminal would obey, and marks that turn the direction of what follows. */
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const COMMANDS = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;

/** Text of a file or its name as it may be shown: on one line, and without power over the terminal. */
export function printable(text: string): string {
  return text.replace(COMMANDS, ' ').replace(/\s+/gu, ' ').trim();
}

/** What a reader takes for one character, with the cells it fills. */
export function* graphemes(text: string): Generator<{ text: string; index: number; cells: number }> {
  for (const { segment, index } of GRAPHEMES.segment(text))
    yield { text: segment, index, cells: cellsOf(segment) };
}

export function textWidth(text: string): number {
  let width = 0;
  for (const { cells } of graphemes(text)) width += cells;
  return width;
}

/** Cuts at the end, with an ellipsis. */
export function fit(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  let kept = '';
  let cells = 0;
  for (const grapheme of graphemes(text)) {
    if (cells + grapheme.cells > width - 1) break;
    kept += grapheme.text;
    cells += grapheme.cells;
  }
  return `${kept}…`;
}

function cellsOf(grapheme: string): number {
  if (NO_CELL.test(grapheme)) return 0;
  return WIDE.test(grapheme) || PICTURE.test(grapheme) ? 2 : 1;
}
