import { oneLine } from '../normalise.ts';
import { textual } from './text.ts';

/** Of the drawing's parts, those that show something. */
const SHOWN: ReadonlySet<string> = new Set(['ENTITIES', 'BLOCKS']);
/** What shows words, and the codes they stand under; under 3 others have the name of a style. */
const WORDED: ReadonlyMap<string, readonly string[]> = new Map([
  ['TEXT', ['1']],
  ['MTEXT', ['1', '3']],
  ['ATTRIB', ['1']],
  ['ATTDEF', ['1']],
  ['DIMENSION', ['1']],
  ['MULTILEADER', ['304']],
]);
/** Begins a line under the code of a leader's text. */
const LEADER_LINE = 'LEADER_LINE{';
/** What shapes a text within it: fonts, colours, heights, stacked fractions. */
const SHAPES = /\\[ACFHQTWfHp][^;\\]{0,200};|\\[LlOoKk]|[{}]/g;
const PARAGRAPH = /\\P/g;
/** Where a dimension shows what it measures. */
const OWN_MEASURE = /<>/g;
const SIGNS: Readonly<Record<string, string>> = { '%%c': '⌀', '%%d': '°', '%%p': '±', '%%%': '%' };
const LETTER = /\\U\+([0-9A-Fa-f]{4})/g;

/** Drawings of CAD programs as text: pairs of lines, a code and its value; the words that the drawing shows. */
export const dxfExtractor = textual('dxf', (text, outline) => {
  const lines = text.split('\n');
  let part = '';
  let entity = '';
  let words = '';
  const end = (): void => {
    outline.block(plain(words));
    words = '';
  };
  for (let at = 0; at + 1 < lines.length; at += 2) {
    const code = (lines[at] ?? '').trim();
    const value = lines[at + 1] ?? '';
    if (code === '2' && entity === 'SECTION') part = value.trim();
    if (code === '0') {
      end();
      entity = value.trim();
    } else if (SHOWN.has(part) && WORDED.get(entity)?.includes(code) === true && value !== LEADER_LINE)
      words += value;
  }
  end();
});

function plain(words: string): string {
  return words
    .replace(OWN_MEASURE, '')
    .replace(PARAGRAPH, '\n')
    .replace(LETTER, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))
    .replace(SHAPES, '')
    .replace(/%%[cdp%]/gi, (sign) => SIGNS[sign.toLowerCase()] ?? sign)
    .split('\n')
    .map(oneLine)
    .join('\n');
}
