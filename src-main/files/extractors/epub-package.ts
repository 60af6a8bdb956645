import { listOf } from './lists-by-name.ts';
import { resolvePath } from './part-path.ts';
import { attributeOf, readXmlPart } from './xml-events.ts';

export interface EpubPackage {
  /** Properties of the book by name; the first of each counts, authors and subjects are joined. */
  readonly properties: ReadonlyMap<string, readonly string[]>;
  /** Paths of the chapters in the order they are read. */
  readonly chapters: readonly string[];
  /** Paths of the tables of contents: an EPUB 3 page, an EPUB 2 list. */
  readonly contents: readonly string[];
}

interface Item {
  readonly path: string;
  readonly isContents: boolean;
}

const PROPERTIES: ReadonlySet<string> = new Set(['title', 'creator', 'subject', 'description', 'publisher']);
const CONTENTS_TYPE = 'application/x-dtbncx+xml';

/** The path of the package that `META-INF/container.xml` names first. */
export function packagePath(container: Uint8Array | undefined): string {
  let path = '';
  readXmlPart(container, {
    open(name, attributes) {
      if (name === 'rootfile' && path === '') path = resolvePath('', attributeOf(attributes, 'full-path'));
    },
  });
  return path;
}

/** Reads the package document at `path`. */
export function readEpubPackage(part: Uint8Array | undefined, path: string): EpubPackage {
  const properties = new Map<string, string[]>();
  const items = new Map<string, Item>();
  const chapters = new Set<string>();
  let text = '';
  readXmlPart(part, {
    open(name, attributes) {
      text = '';
      if (name === 'item') items.set(attributeOf(attributes, 'id'), itemOf(attributes, path));
      const item = name === 'itemref' ? items.get(attributeOf(attributes, 'idref')) : undefined;
      if (item !== undefined) chapters.add(item.path);
    },
    text(words) {
      text += words;
    },
    close(name) {
      if (PROPERTIES.has(name)) listOf(properties, name).push(text.trim());
      text = '';
    },
  });
  const contents = [...items.values()].filter(({ isContents }) => isContents).map((item) => item.path);
  return { properties, chapters: [...chapters], contents };
}

function itemOf(attributes: Readonly<Record<string, string>>, path: string): Item {
  const isPage = attributeOf(attributes, 'properties').split(/\s+/).includes('nav');
  return {
    path: resolvePath(path, attributeOf(attributes, 'href')),
    isContents: isPage || attributeOf(attributes, 'media-type') === CONTENTS_TYPE,
  };
}
