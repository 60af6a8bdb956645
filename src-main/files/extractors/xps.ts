import type { Extraction, Extractor } from '../extraction.ts';
import { cleanCharacters } from '../normalise.ts';
import { Outline } from '../outline.ts';
import { failure } from '../reasons.ts';
import { byNumber } from './part-path.ts';
import { attributeOf, readXmlPart } from './xml-events.ts';
import { unzipParts } from './zip.ts';

const PAGE = /\.fpage$/i;
/** Glyphs further apart than this stand in different lines, in 96ths of an inch. */
const LINE_HEIGHT = 4;
/** What begins with a brace is escaped by two ([ECMA-388] 12.1.3). */
const ESCAPE = /^\{\}/;

/** Pages as a printer draws them: runs of glyphs that say which letters they are. */
export const xpsExtractor: Extractor = {
  format: 'xps',
  extract(bytes: Uint8Array): Extraction {
    const parts = unzipParts(bytes, (name) => PAGE.test(name));
    const pages = [...parts].toSorted(([left], [right]) => byNumber(left, right));
    if (pages.length === 0) throw failure('FILE_BROKEN');
    const outline = new Outline();
    for (const [index, [, page]] of pages.entries()) {
      outline.page = index + 1;
      outline.block(cleanCharacters(textOf(page)));
    }
    return outline.finish();
  },
};

function textOf(page: Uint8Array): string {
  const lines: string[] = [];
  let line = '';
  let height = Number.NaN;
  readXmlPart(page, {
    open: (name, attributes) => {
      const text = attributeOf(attributes, 'UnicodeString').replace(ESCAPE, '');
      if (name !== 'Glyphs' || text === '') return;
      const place = Number(attributeOf(attributes, 'OriginY'));
      if (Math.abs(place - height) > LINE_HEIGHT) {
        lines.push(line);
        line = '';
      }
      height = place;
      line += line === '' || line.endsWith(' ') ? text : ` ${text}`;
    },
  });
  return [...lines, line].filter((words) => words.trim() !== '').join('\n');
}
