/* oxlint-disable no-underscore-dangle -- PDFium's own names. */
import type { PDFiumDocument } from '@hyzyla/pdfium';

import type { StringFunctions } from './pdf-details.ts';
import { closePage, flattened } from './pdf-pages.ts';

type Page = ReturnType<PDFiumDocument['getPage']>;

/** A rectangle on a page, in shares of its width and height from the left and from the top. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A character as PDFium reads it; blanks and line ends that it adds stand nowhere. */
export interface PageCharacter {
  readonly text: string;
  readonly box: Box | null;
}

export interface PageCharacters {
  /** Points. */
  readonly width: number;
  readonly height: number;
  readonly characters: readonly PageCharacter[];
}

/** Functions of PDFium that the package carries but does not declare; fpdf_text.h, fpdfview.h. */
interface TextFunctions extends StringFunctions {
  _FPDFText_LoadPage(page: number): number;
  _FPDFText_ClosePage(text: number): void;
  _FPDFText_CountChars(text: number): number;
  _FPDFText_GetUnicode(text: number, index: number): number;
  _FPDFText_IsGenerated(text: number, index: number): number;
  _FPDFText_GetLooseCharBox(text: number, index: number, box: number): number;
  _FPDF_PageToDevice(
    page: number,
    left: number,
    top: number,
    width: number,
    height: number,
    rotation: number,
    x: number,
    y: number,
    deviceX: number,
    deviceY: number,
  ): number;
}

/** A page of a poster of small print; a hostile page repeats letters without end. */
const CHARACTER_LIMIT = 200_000;
/** PDFium answers in whole dots: so many to a page that none is lost to rounding. */
const DOTS = 1_000_000;
const FLOATS_OF_A_BOX = 16;
/** Far enough on a page that the direction of its axes shows. */
const FAR = 1_000;

/** Every character of a page and where it stands, in the order in which the extractor read them. */
export function readCharacters(document: PDFiumDocument, index: number): PageCharacters {
  const page = document.getPage(index);
  const flat = flattened(document, index, page);
  try {
    const shown = flat ?? page;
    const { originalWidth: width, originalHeight: height } = shown.getOriginalSize();
    return { width, height, characters: charactersOf(shown) };
  } finally {
    if (flat !== null) closePage(flat);
    closePage(page);
  }
}

function charactersOf(page: Page): PageCharacter[] {
  const functions: object = page['module'];
  const text =
    hasText(functions) && page['pageIdx'] !== 0 ? functions._FPDFText_LoadPage(page['pageIdx']) : 0;
  if (text === 0 || !hasText(functions)) return [];
  const pointer = functions.wasmExports.malloc(FLOATS_OF_A_BOX);
  try {
    const place = placing(functions, page['pageIdx'], pointer);
    const count = Math.min(functions._FPDFText_CountChars(text), CHARACTER_LIMIT);
    const code = (order: number): number => functions._FPDFText_GetUnicode(text, order);
    return Array.from({ length: Math.max(0, count) }, (_, order) => {
      const hasBox =
        functions._FPDFText_IsGenerated(text, order) !== 1 &&
        functions._FPDFText_GetLooseCharBox(text, order, pointer) === 1;
      return {
        text: letter(code(order), () => code(order + 1)),
        box: hasBox ? place(floatsAt(functions, pointer)) : null,
      };
    });
  } finally {
    functions.wasmExports.free(pointer);
    functions._FPDFText_ClosePage(text);
  }
}

/** A letter of two units stands whole at the first of them. A broken font may name what is no character. */
function letter(code: number, next: () => number): string {
  if (code > 0x10_ff_ff || code < 0) return '';
  if (code >= 0xd8_00 && code < 0xdc_00) return String.fromCharCode(code, next() & 0xff_ff);
  return code >= 0xdc_00 && code < 0xe0_00 ? '' : String.fromCodePoint(code);
}

/** From the page's own points, wherever its origin lies and however it is turned, to shares of what is seen. */
function placing(functions: TextFunctions, page: number, pointer: number): (corners: Corners) => Box | null {
  const at = (x: number, y: number): { x: number; y: number } => {
    functions._FPDF_PageToDevice(page, 0, 0, DOTS, DOTS, 0, x, y, pointer, pointer + 4);
    const memory = new DataView(functions.HEAPU8.buffer, pointer, FLOATS_OF_A_BOX);
    return { x: memory.getInt32(0, true) / DOTS, y: memory.getInt32(4, true) / DOTS };
  };
  const [origin, right, up] = [at(0, 0), at(FAR, 0), at(0, FAR)];
  const along = { x: (right.x - origin.x) / FAR, y: (right.y - origin.y) / FAR };
  const across = { x: (up.x - origin.x) / FAR, y: (up.y - origin.y) / FAR };
  const seen = (x: number, y: number): { x: number; y: number } => ({
    x: origin.x + x * along.x + y * across.x,
    y: origin.y + x * along.y + y * across.y,
  });
  return ({ left, top, right: end, bottom }) => boxAround(seen(left, top), seen(end, bottom));
}

type Point = { readonly x: number; readonly y: number };
type Corners = Box;

function boxAround(one: Point, other: Point): Box | null {
  const box = {
    left: within(Math.min(one.x, other.x)),
    top: within(Math.min(one.y, other.y)),
    right: within(Math.max(one.x, other.x)),
    bottom: within(Math.max(one.y, other.y)),
  };
  return box.right > box.left && box.bottom > box.top ? box : null;
}

/** What lies beside the page is not seen; a broken page says nonsense. */
function within(share: number): number {
  return Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : 0;
}

/** FS_RECTF: left, top, right, bottom. */
function floatsAt({ HEAPU8 }: TextFunctions, pointer: number): Corners {
  const memory = new DataView(HEAPU8.buffer, pointer, FLOATS_OF_A_BOX);
  const [left, top, right, bottom] = [0, 4, 8, 12].map((at) => memory.getFloat32(at, true));
  return { left: left ?? 0, top: top ?? 0, right: right ?? 0, bottom: bottom ?? 0 };
}

function hasText(functions: object): functions is TextFunctions {
  return (
    '_FPDFText_LoadPage' in functions &&
    '_FPDFText_GetLooseCharBox' in functions &&
    '_FPDF_PageToDevice' in functions
  );
}
