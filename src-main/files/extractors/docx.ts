import type { Extraction, Extractor } from '../extraction.ts';
import { Outline } from '../outline.ts';
import { failure } from '../reasons.ts';
import { DocxWalk } from './docx-walk.ts';
import { readHeadingStyles } from './docx-styles.ts';
import { readOfficeProperties } from './office-properties.ts';
import { readXmlEvents } from './xml-events.ts';
import { unzipText } from './zip.ts';

const NOTES = ['footnotes', 'endnotes', 'comments'] as const;
const MARGIN_PART = /^word\/(?:header|footer)\d*\.xml$/;
const WANTED = /^(?:\[Content_Types\]|word\/[\w.-]+|docProps\/core)\.xml$|^_rels\/\.rels$/i;
const MAIN_PART = /Target="\/?(word\/[\w.-]+\.xml)"/;
export const docxExtractor: Extractor = {
  format: 'docx',
  extract(bytes: Uint8Array): Extraction {
    const parts = unzipText(bytes, (name) => WANTED.test(name));
    const main = MAIN_PART.exec(parts.get('_rels/.rels') ?? '')?.[1] ?? 'word/document.xml';
    const body = parts.get(main) ?? parts.get('word/document.xml');
    if (body === undefined) throw failure('FILE_BROKEN');
    const outline = new Outline();
    readOfficeProperties(parts.get('docProps/core.xml') ?? '', outline);
    const headings = readHeadingStyles(parts.get('word/styles.xml') ?? '');
    readPart(body, outline, headings);
    outline.closeHeadings();
    for (const name of NOTES) readPart(parts.get(`word/${name}.xml`) ?? '', outline, headings);
    for (const text of marginTexts(parts)) outline.block(text);
    return outline.finish();
  },
};

function readPart(source: string, outline: Outline, headings: ReadonlyMap<string, number>): void {
  if (source === '') return;
  const walk = new DocxWalk(outline, headings);
  readXmlEvents(source, walk);
  walk.finish();
}

/** Page headers and footers, once each: a document repeats them for first, odd and even pages of every section. */
function marginTexts(parts: ReadonlyMap<string, string>): ReadonlySet<string> {
  const margins = new Outline();
  for (const [name, part] of parts) if (MARGIN_PART.test(name)) readPart(part, margins, new Map());
  return new Set(margins.finish().blocks.map(({ text }) => text));
}
