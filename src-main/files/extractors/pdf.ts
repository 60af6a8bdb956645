import { PDFiumLibrary } from '@hyzyla/pdfium';
import type { PDFiumDocument } from '@hyzyla/pdfium';

import type { DocumentKey } from '../document-key.ts';
import type { Extraction, Extractor } from '../extraction.ts';
import { cleanCharacters, oneLine } from '../normalise.ts';
import { Outline } from '../outline.ts';
import { failure, shortfall } from '../reasons.ts';
import { PdfDetails } from './pdf-details.ts';
import type { Bookmark } from './pdf-details.ts';
import { PdfLegibility } from './pdf-legibility.ts';
import { readPage } from './pdf-pages.ts';
import { pdfParagraphs } from './pdf-paragraphs.ts';

/** More than any book has; a hostile file repeats one page without end. */
const PAGE_LIMIT = 20_000;
/** Text of one document that is kept, in UTF-16 units: as much as fifty long books. */
const TEXT_LIMIT = 50_000_000;
const FIELDS = ['Author', 'Subject', 'Keywords'] as const;

const LOCKED = 'The PDF is protected by a password.';

let library: Promise<PDFiumLibrary> | null = null;

export const pdfExtractor: Extractor = {
  format: 'pdf',
  extract: (bytes, _name, _readInner, key): Promise<Extraction> => extractPdf(bytes, key),
};

/** @param recognised words of pages that were looked at already */
export async function extractPdf(
  bytes: Uint8Array,
  key: DocumentKey,
  recognised: ReadonlyMap<number, string> = new Map(),
): Promise<Extraction> {
  const document = await openPdf(bytes, key);
  try {
    return readPdf(document, recognised);
  } finally {
    document.destroy();
  }
}

/** To be destroyed after use. @throws InklingError DOCUMENT_PASSWORD, PASSWORD_WRONG, FILE_BROKEN */
export async function openPdf(bytes: Uint8Array, key: DocumentKey): Promise<PDFiumDocument> {
  return (await load(bytes)) ?? (await key.open((password) => unlock(bytes, password), LOCKED));
}

async function unlock(bytes: Uint8Array, password: string): Promise<PDFiumDocument> {
  const document = await load(bytes, password);
  if (document === null) throw failure('PASSWORD_WRONG');
  return document;
}

/** Null where it takes a password, or another one. */
async function load(bytes: Uint8Array, password = ''): Promise<PDFiumDocument | null> {
  library ??= PDFiumLibrary.init();
  try {
    return await (await library).loadDocument(bytes, password);
  } catch (thrown) {
    if (String(thrown).toLowerCase().includes('password')) return null;
    throw failure('FILE_BROKEN');
  }
}

function readPdf(document: PDFiumDocument, recognised: ReadonlyMap<number, string>): Extraction {
  const outline = new Outline({ form: 'NFKC' });
  const details = new PdfDetails(document);
  outline.title(meaningfulTitle(details.field('Title')));
  for (const name of FIELDS) outline.field(name.toLowerCase(), details.field(name));
  outline.field('date', details.field('CreationDate'));
  const headings = details.bookmarks();
  const pages = Math.min(document.getPageCount(), PAGE_LIMIT);
  const legibility = new PdfLegibility();
  let length = 0;
  let index = 0;
  for (; index < pages && length < TEXT_LIMIT; index++) {
    outline.page = index + 1;
    const page = readPage(document, index);
    const words = recognised.get(index + 1);
    const isLegible = legibility.accepts(page, words);
    const text = words || (isLegible ? markHyphens(page.text) : '');
    addPage(cleanCharacters(text, 'NFKC'), headings.get(index) ?? [], outline);
    for (const note of page.notes) outline.block(cleanCharacters(note, 'NFKC'));
    length += text.length;
  }
  outline.shortfall = index < document.getPageCount() ? shortfall('TEXT_CUT') : legibility.shortfall();
  return { ...outline.finish(), pictured: legibility.unread };
}

/** PDFium puts one of these where a word was parted at a line's end, and leaves that line end away. */
function markHyphens(text: string): string {
  // oxlint-disable-next-line no-control-regex -- PDFium uses a control character.
  return text.replace(/[\x02\ufffe](?:\r?\n)?/g, '-\n');
}

/**
 * A bookmark names a page only; it begins where its words stand as a line.
 * Where they do not: at the top, if it is alone on its page, else before the next one.
 */
function addPage(text: string, bookmarks: readonly Bookmark[], outline: Outline): void {
  const titles = bookmarks.map(({ title }) => fold(title));
  const paragraphs = pdfParagraphs(text, (line) => titles.includes(fold(line)));
  let next = 0;
  if (bookmarks.length === 1 && !paragraphs.some((paragraph) => titles.includes(fold(paragraph)))) {
    addHeading(bookmarks[next++], outline);
  }
  for (const paragraph of paragraphs) {
    const found = titles.indexOf(fold(paragraph), next);
    for (; next <= found; next++) addHeading(bookmarks[next], outline);
    if (found < 0) outline.block(paragraph);
  }
  for (; next < bookmarks.length; next++) addHeading(bookmarks[next], outline);
}

function addHeading(bookmark: Bookmark | undefined, outline: Outline): void {
  if (bookmark !== undefined) outline.heading(bookmark.level, bookmark.title);
}

/** Without the number that most headings carry on the page and not in the bookmark. */
function fold(heading: string): string {
  return oneLine(heading.replace(/^[\d.]+\s+/, ''))
    .normalize('NFKC')
    .toLowerCase();
}

/** Printing programs put a file name or their own name where the title belongs. */
function meaningfulTitle(title: string): string {
  const words = oneLine(title).replace(/^Microsoft (?:Word|PowerPoint|Excel) - /, '');
  return /^(?:untitled|unbenannt|sans titre|document\d*|\S+\.(?:docx?|pptx?|xlsx?|pdf|tex|dvi|indd|odt|rtf|txt|ps|qxd))$/i.test(
    words,
  )
    ? ''
    : words;
}
