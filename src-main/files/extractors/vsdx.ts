import type { Extraction, Extractor } from '../extraction.ts';
import { cleanCharacters } from '../normalise.ts';
import { Outline } from '../outline.ts';
import { failure } from '../reasons.ts';
import { OfficePackage } from './office-package.ts';
import { attributeOf, readXmlPart } from './xml-events.ts';

const WANTED = /^visio\/(?:document|pages\/[\w.-]+|masters\/[\w.-]+)\.xml$/i;

interface DrawingPage {
  readonly name: string;
  readonly path: string;
}

/** Each page is a page, its name a heading, each shape's text a block. A stencil has shapes to draw with instead. */
export const vsdxExtractor: Extractor = {
  format: 'vsdx',
  extract(bytes: Uint8Array): Extraction {
    const file = new OfficePackage(bytes, WANTED);
    const main = file.main() ?? 'visio/document.xml';
    if (file.part(main) === undefined) throw failure('FILE_BROKEN');
    const outline = new Outline({ isTitledByHeading: false });
    file.readProperties(outline);
    const pages = drawingPages(file, main, 'pages', 'Page');
    for (const [index, { name, path }] of pages.entries()) {
      outline.page = index + 1;
      outline.closeHeadings();
      outline.heading(1, name);
      addShapes(file.part(path), outline);
    }
    outline.closeHeadings();
    if (pages.length > 0) return outline.finish();
    for (const { name, path } of drawingPages(file, main, 'masters', 'Master')) {
      outline.block(cleanCharacters(name));
      addShapes(file.part(path), outline);
    }
    return outline.finish();
  },
};

function drawingPages(file: OfficePackage, main: string, type: string, tag: string): readonly DrawingPage[] {
  const list = file.relations(main).find((relation) => relation.type === type)?.target;
  if (list === undefined) return [];
  const targets = new Map(file.relations(list).map(({ id, target }) => [id, target]));
  const pages = new Map<string, DrawingPage>();
  let name = '';
  readXmlPart(file.part(list), {
    open(element, attributes) {
      if (element === tag) name = attributeOf(attributes, 'Name') || attributeOf(attributes, 'NameU');
      const path = element === 'Rel' ? targets.get(attributeOf(attributes, 'id')) : undefined;
      if (path !== undefined) pages.set(path, { name, path });
    },
  });
  return [...pages.values()];
}

function addShapes(part: Uint8Array | undefined, outline: Outline): void {
  let text = '';
  let isText = false;
  readXmlPart(part, {
    open(name) {
      isText ||= name === 'Text';
    },
    text(words) {
      if (isText) text += words;
    },
    close(name) {
      if (name !== 'Text') return;
      outline.block(cleanCharacters(text).trim());
      text = '';
      isText = false;
    },
  });
}
