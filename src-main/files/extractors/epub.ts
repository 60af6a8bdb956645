import { decodeText } from '../encoding.ts';
import type { Extraction, Extractor } from '../extraction.ts';
import { cleanCharacters } from '../normalise.ts';
import { Outline } from '../outline.ts';
import { failure } from '../reasons.ts';
import { readEpubContents } from './epub-contents.ts';
import type { ChapterName } from './epub-contents.ts';
import { packagePath, readEpubPackage } from './epub-package.ts';
import type { EpubPackage } from './epub-package.ts';
import { declaredEncoding, readHtml } from './html.ts';
import { resolvePath } from './part-path.ts';
import { attributeOf, readXmlPart } from './xml-events.ts';
import { unzipParts } from './zip.ts';

const CONTAINER = 'META-INF/container.xml';
const LOCKS = 'META-INF/encryption.xml';
/** Pictures, fonts and sounds; a chapter may have any ending but these. */
const NOT_READ = /\.(?:jpe?g|png|gif|webp|bmp|tiff?|otf|ttf|woff2?|mp[34]|m4[av]|ogg|webm|css|js)$/i;
const HAS_HEADING = /<h[1-6][\s>]/i;

/** A book: its chapters in the order of reading, each through the reader of pages. */
export const epubExtractor: Extractor = {
  format: 'epub',
  extract(bytes: Uint8Array): Extraction {
    const parts = unzipParts(bytes, (name) => !NOT_READ.test(name));
    const path = packagePath(parts.get(CONTAINER));
    const book = readEpubPackage(parts.get(path), path);
    if (book.chapters.length === 0) throw failure('FILE_BROKEN');
    const locked = lockedParts(parts.get(LOCKS));
    if (book.chapters.every((chapter) => locked.has(chapter))) {
      throw failure('SHOP_LOCKED');
    }
    const outline = new Outline();
    readProperties(book, outline);
    const names = chapterNames(book, parts);
    for (const chapter of book.chapters) {
      const part = locked.has(chapter) ? undefined : parts.get(chapter);
      if (part !== undefined && !book.contents.includes(chapter))
        addChapter(part, names.get(chapter), outline);
    }
    return outline.finish();
  },
};

function readProperties({ properties }: EpubPackage, outline: Outline): void {
  outline.title(properties.get('title')?.[0] ?? '');
  for (const [name, field] of [
    ['creator', 'author'],
    ['subject', 'subject'],
    ['publisher', 'publisher'],
    ['description', 'description'],
  ] as const) {
    // A description is often a page of its own.
    outline.field(field, (properties.get(name) ?? []).join(', ').replace(/<[^>]{0,200}>/g, ' '));
  }
}

function chapterNames(
  { contents }: EpubPackage,
  parts: ReadonlyMap<string, Uint8Array>,
): ReadonlyMap<string, ChapterName> {
  const names = new Map<string, ChapterName>();
  for (const path of contents) {
    for (const [chapter, name] of readEpubContents(parts.get(path), path)) {
      if (!names.has(chapter)) names.set(chapter, name);
    }
  }
  return names;
}

/** The name from the contents stands in for a heading that the chapter leaves out. */
function addChapter(part: Uint8Array, name: ChapterName | undefined, outline: Outline): void {
  const source = cleanCharacters(decodeText(part, declaredEncoding(part)));
  if (!HAS_HEADING.test(source) && name !== undefined) outline.heading(name.level, name.text);
  readHtml(source, outline);
}

/** Parts under a lock; of these only fonts may be, in a book that anyone can open. */
function lockedParts(part: Uint8Array | undefined): ReadonlySet<string> {
  const locked = new Set<string>();
  readXmlPart(part, {
    open(name, attributes) {
      if (name === 'CipherReference') locked.add(resolvePath('', attributeOf(attributes, 'URI')));
    },
  });
  return locked;
}
