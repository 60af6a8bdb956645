import type { Extraction, Extractor } from '../extraction.ts';
import { Outline } from '../outline.ts';
import { failure } from '../reasons.ts';
import { OfficePackage } from './office-package.ts';
import { SlideWalk } from './slide-walk.ts';
import { readXmlPart } from './xml-events.ts';

const WANTED =
  /(?:^|\/)(?:presentation|slides\/[\w.-]+|notesSlides\/[\w.-]+|comments\/[\w.-]+|diagrams\/data[\w.-]*|charts\/chart[\w.-]*)\.xml$|^ppt\/[\w.-]+\.xml$/i;
/** Parts of a slide that hold words, in the order they are written; layouts and masters hold prompts. */
const BESIDE = ['diagramData', 'chart', 'notesSlide', 'comments'] as const;

/** Each slide is a page; its title is a heading, its notes stand with it. */
export const pptxExtractor: Extractor = {
  format: 'pptx',
  extract(bytes: Uint8Array): Extraction {
    const file = new OfficePackage(bytes, WANTED);
    const main = file.main() ?? 'ppt/presentation.xml';
    if (file.part(main) === undefined) throw failure('FILE_BROKEN');
    const outline = new Outline();
    file.readProperties(outline);
    const margins = new Set<string>();
    for (const [index, path] of slidePaths(file, main).entries()) {
      outline.page = index + 1;
      for (const text of addSlide(file, path, outline)) margins.add(text);
    }
    outline.closeHeadings();
    outline.page = null;
    for (const text of margins) outline.block(text);
    return outline.finish();
  },
};

/** In the order they are shown. */
function slidePaths(file: OfficePackage, main: string): readonly string[] {
  const targets = new Map(file.relations(main).map(({ id, target }) => [id, target]));
  const paths = new Set<string>();
  readXmlPart(file.part(main), {
    open(name, attributes) {
      const id = relationId(attributes);
      const path = name === 'sldId' ? targets.get(id) : undefined;
      if (path !== undefined) paths.add(path);
    },
  });
  return [...paths];
}

/** Writes a slide; gives what stands at its edges. */
function addSlide(file: OfficePackage, path: string, outline: Outline): readonly string[] {
  outline.closeHeadings();
  const slide = walked(file.part(path));
  outline.heading(1, slide.title);
  for (const text of slide.texts) outline.block(text);
  const relations = file.relations(path);
  for (const wanted of BESIDE) {
    for (const { type, target } of relations) {
      if (type === wanted) for (const text of walked(file.part(target)).texts) outline.block(text);
    }
  }
  return slide.margins;
}

function walked(part: Uint8Array | undefined): SlideWalk {
  const walk = new SlideWalk();
  readXmlPart(part, walk);
  walk.endShape();
  return walk;
}

/** A slide has an `id` of its own beside the one with a prefix, whichever prefix it is. */
function relationId(attributes: Readonly<Record<string, string>>): string {
  const name = Object.keys(attributes).find((key) => key.endsWith(':id'));
  return name === undefined ? '' : (attributes[name] ?? '');
}
