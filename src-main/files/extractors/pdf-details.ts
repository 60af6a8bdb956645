/* oxlint-disable no-underscore-dangle -- PDFium's own names. */
import type { PDFiumDocument } from '@hyzyla/pdfium';

/** Bytes of one property or bookmark that are read. */
const STRING_LIMIT = 8192;
/** A table of contents may loop back into itself. */
const BOOKMARK_LIMIT = 5000;
const DEPTH_LIMIT = 6;

/** Memory shared with PDFium. */
export interface StringFunctions {
  readonly HEAPU8: Uint8Array;
  readonly wasmExports: { malloc(size: number): number; free(pointer: number): void };
}

/** Functions of PDFium that the package carries but does not declare; public/fpdf_doc.h documents them. */
interface DetailFunctions extends StringFunctions {
  _FPDF_GetMetaText(document: number, name: number, buffer: number, size: number): number;
  _FPDFBookmark_GetFirstChild(document: number, parent: number): number;
  _FPDFBookmark_GetNextSibling(document: number, bookmark: number): number;
  _FPDFBookmark_GetTitle(bookmark: number, buffer: number, size: number): number;
  _FPDFBookmark_GetDest(document: number, bookmark: number): number;
  _FPDFBookmark_GetAction(bookmark: number): number;
  _FPDFAction_GetDest(document: number, action: number): number;
  _FPDFDest_GetDestPageIndex(document: number, destination: number): number;
}

export interface Bookmark {
  readonly level: number;
  readonly title: string;
}

/** What a PDF says of itself: properties and table of contents. Empty where the package lost the functions for it. */
export class PdfDetails {
  readonly #functions: DetailFunctions | null;
  readonly #document: number;

  constructor(document: PDFiumDocument) {
    const functions: object = document['module'];
    this.#functions = hasDetails(functions) ? functions : null;
    this.#document = document['documentIdx'];
  }

  /** A property such as `Title`; '' without one. */
  field(name: string): string {
    const functions = this.#functions;
    if (functions === null) return '';
    const bytes = new TextEncoder().encode(`${name}\0`);
    const pointer = functions.wasmExports.malloc(bytes.length);
    functions.HEAPU8.set(bytes, pointer);
    try {
      return readString(functions, (buffer, size) =>
        functions._FPDF_GetMetaText(this.#document, pointer, buffer, size),
      );
    } finally {
      functions.wasmExports.free(pointer);
    }
  }

  /** The table of contents by zero-based page. */
  bookmarks(): ReadonlyMap<number, readonly Bookmark[]> {
    const byPage = new Map<number, Bookmark[]>();
    if (this.#functions !== null)
      this.#addBookmarks(this.#functions, { parent: 0, level: 1 }, byPage, new Set());
    return byPage;
  }

  #addBookmarks(
    functions: DetailFunctions,
    { parent, level }: { parent: number; level: number },
    byPage: Map<number, Bookmark[]>,
    seen: Set<number>,
  ): void {
    let bookmark = functions._FPDFBookmark_GetFirstChild(this.#document, parent);
    while (bookmark !== 0 && !seen.has(bookmark) && seen.size < BOOKMARK_LIMIT) {
      seen.add(bookmark);
      const current = bookmark;
      const title = readString(functions, (buffer, size) =>
        functions._FPDFBookmark_GetTitle(current, buffer, size),
      );
      const page = this.#pageOf(functions, bookmark);
      if (page >= 0) byPage.set(page, [...(byPage.get(page) ?? []), { level, title }]);
      if (level < DEPTH_LIMIT)
        this.#addBookmarks(functions, { parent: bookmark, level: level + 1 }, byPage, seen);
      bookmark = functions._FPDFBookmark_GetNextSibling(this.#document, bookmark);
    }
  }

  #pageOf(functions: DetailFunctions, bookmark: number): number {
    const direct = functions._FPDFBookmark_GetDest(this.#document, bookmark);
    const action = direct === 0 ? functions._FPDFBookmark_GetAction(bookmark) : 0;
    const destination = action === 0 ? direct : functions._FPDFAction_GetDest(this.#document, action);
    return destination === 0 ? -1 : functions._FPDFDest_GetDestPageIndex(this.#document, destination);
  }
}

function hasDetails(functions: object): functions is DetailFunctions {
  return (
    '_FPDF_GetMetaText' in functions &&
    '_FPDFBookmark_GetFirstChild' in functions &&
    '_FPDFDest_GetDestPageIndex' in functions
  );
}

/** PDFium answers with the bytes it needs, and fills a buffer that is large enough with UTF-16. */
export function readString(
  functions: StringFunctions,
  ask: (buffer: number, size: number) => number,
): string {
  const size = Math.min(ask(0, 0), STRING_LIMIT);
  if (size <= 2) return '';
  const buffer = functions.wasmExports.malloc(size);
  try {
    if (ask(buffer, size) > size) return '';
    return new TextDecoder('utf-16le').decode(functions.HEAPU8.slice(buffer, buffer + size - 2));
  } finally {
    functions.wasmExports.free(buffer);
  }
}
