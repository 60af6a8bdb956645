import { oneLine } from '../normalise.ts';
import { textual } from './text.ts';

/** Of the drawing's parts, those that show something. */
const SHOWN: ReadonlySet<string> = new Set(['ENTITIES', 'BLOCKS']);
const WORDED: ReadonlySet<string> = new Set([
  'TEXT',
  'MTEXT',
  'ATTRIB',
  'ATTDEF',
  'DIMENSION',
  'MULTILEADER',
]);
const TEXT_CODES: ReadonlySet<string> = new Set(['1', '3', '304']);
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
    } else if (SHOWN.has(part) && WORDED.has(entity) && TEXT_CODES.has(code)) words += value;
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
