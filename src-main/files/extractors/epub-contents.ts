import { oneLine } from '../normalise.ts';
import { resolvePath } from './part-path.ts';
import { attributeOf, readXmlPart } from './xml-events.ts';

export interface ChapterName {
  readonly level: number;
  readonly text: string;
}

/** Deeper entries than any book has are all one level. */
const LEVEL_LIMIT = 6;

/** The name of each chapter by its path, from a table of contents: a page with lists, or a list of points. */
export function readEpubContents(
  part: Uint8Array | undefined,
  path: string,
): ReadonlyMap<string, ChapterName> {
  const names = new Map<string, ChapterName>();
  let level = 0;
  let text = '';
  let target = '';
  const add = (): void => {
    const name = oneLine(text);
    const chapter = resolvePath(path, target);
    if (target !== '' && name !== '' && !names.has(chapter)) {
      names.set(chapter, { level: Math.max(1, Math.min(level, LEVEL_LIMIT)), text: name });
    }
    text = '';
    target = '';
  };
  readXmlPart(part, {
    open(name, attributes) {
      if (name === 'navPoint' || name === 'ol') level++;
      if (name === 'navLabel' || name === 'a') text = '';
      if (name === 'content') target = attributeOf(attributes, 'src');
      else if (name === 'a') target = attributeOf(attributes, 'href');
      if (name === 'content') add();
    },
    text(words) {
      text += words;
    },
    close(name) {
      if (name === 'a') add();
      if (name === 'navPoint' || name === 'ol') level--;
    },
  });
  return names;
}
