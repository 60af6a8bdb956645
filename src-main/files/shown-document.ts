import type { PDFiumDocument } from '@hyzyla/pdfium';

import type { DocumentKey } from './document-key.ts';
import { decodeText } from './encoding.ts';
import { drawPage } from './extractors/pdf-bitmap.ts';
import { readCharacters, type PageCharacters } from './extractors/pdf-characters.ts';
import { openPdf } from './extractors/pdf.ts';
import { cleanCharacters } from './normalise.ts';
import { failure } from './reasons.ts';
import { shownPicture, type ShownPicture } from './shown-picture.ts';

/** A document that is open to be looked at; whatever it throws is an InklingError. */
export interface ShownDocument {
  /** 0 where it has none. */
  readonly pages: number;
  /** Every letter of a page and where it stands; one-based. */
  characters(page: number): PageCharacters;
  /** A page as a picture so many pixels wide. */
  draw(page: number, width: number): Promise<ShownPicture>;
  /** The whole of it, where it is a picture. */
  picture(): ShownPicture;
  /** Its characters as they are stored, line by line, where it is text. */
  text(): string;
  close(): void;
}

/** @throws InklingError why it cannot be opened */
export async function openShown(bytes: Uint8Array, format: string, key: DocumentKey): Promise<ShownDocument> {
  return format === 'pdf' ? pagesOf(await openPdf(bytes, key)) : plainOf(bytes);
}

function pagesOf(document: PDFiumDocument): ShownDocument {
  const pages = document.getPageCount();
  const indexOf = (page: number): number => {
    if (page > pages) throw failure('PAGE_NOT_DRAWN', `It has ${pages} pages.`);
    return page - 1;
  };
  return {
    pages,
    characters: (page) => drawable(() => readCharacters(document, indexOf(page))),
    draw: async (page, width) => ({
      type: 'image/png',
      bytes: await drawPage(document, indexOf(page), width).catch(notDrawn),
    }),
    picture: () => {
      throw failure('PICTURE_NOT_SHOWN');
    },
    text: () => '',
    close: () => document.destroy(),
  };
}

function plainOf(bytes: Uint8Array): ShownDocument {
  return {
    pages: 0,
    characters: noPages,
    draw: async () => noPages(),
    picture: () => shownPicture(bytes),
    text: () => cleanCharacters(decodeText(bytes)),
    close: () => undefined,
  };
}

function noPages(): never {
  throw failure('PAGE_NOT_DRAWN', 'It has no pages to be drawn.');
}

function drawable<Made>(make: () => Made): Made {
  try {
    return make();
  } catch (thrown) {
    return notDrawn(thrown);
  }
}

/** Whatever PDFium throws over a broken page. */
function notDrawn(thrown: unknown): never {
  throw thrown instanceof Error && 'code' in thrown ? thrown : failure('PAGE_NOT_DRAWN');
}
