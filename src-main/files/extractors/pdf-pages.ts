/* oxlint-disable no-underscore-dangle -- PDFium's own names. */
import type { PDFiumDocument } from '@hyzyla/pdfium';

import { readString } from './pdf-details.ts';
import type { StringFunctions } from './pdf-details.ts';

/** Notes and form fields of one page that are looked at. */
const ANNOTATION_LIMIT = 2000;
/** Parts of a page that are looked at to tell what a page with hardly any text shows. */
const OBJECT_LIMIT = 5000;
const HARDLY_ANY_TEXT = 200;
/** Runs of letters of which less than one in ten is known are not read. */
const RUNS_TO_LETTER = 10;
/** PDFium's kinds of page parts (FPDF_PAGEOBJ_*). */
const [TEXT_OBJECT, PATH_OBJECT, IMAGE_OBJECT, FORM_OBJECT] = [1, 2, 3, 5];
/** Letters drawn as outlines are so many shapes; fewer are a frame or a rule. */
const OUTLINES = 20;
/** Kinds of annotations whose words show on the page already (links, free text, form fields) or repeat another's (pop-ups). */
const SHOWN_KINDS: ReadonlySet<number> = new Set([2, 3, 16, 20]);
/** FPDFPage_Flatten's answer where it changed the page. */
const FLATTENED = 1;
const SCREEN = 0;

/** Functions of PDFium that the package carries but does not declare; fpdf_annot.h, fpdf_flatten.h, fpdf_edit.h. */
interface PageFunctions extends StringFunctions {
  _FPDF_ClosePage(page: number): void;
  _FPDFPage_GetAnnotCount(page: number): number;
  _FPDFPage_GetAnnot(page: number, index: number): number;
  _FPDFPage_CloseAnnot(annotation: number): void;
  _FPDFAnnot_GetSubtype(annotation: number): number;
  _FPDFAnnot_GetStringValue(annotation: number, key: number, buffer: number, size: number): number;
  _FPDFPage_Flatten(page: number, usage: number): number;
  _FPDFPage_CountObjects(page: number): number;
  _FPDFPage_GetObject(page: number, index: number): number;
  _FPDFPageObj_GetType(part: number): number;
  _FPDFFormObj_CountObjects(part: number): number;
  _FPDFFormObj_GetObject(part: number, index: number): number;
}

export interface PageText {
  /** As the page shows it, with the values of form fields and what was written onto it. */
  readonly text: string;
  /** What people noted beside the page. */
  readonly notes: readonly string[];
  /** What people see; 'letters' where PDFium knows next to none of them. */
  readonly shows: 'text' | 'letters' | 'picture' | 'nothing';
}

type Page = ReturnType<PDFiumDocument['getPage']>;

const NO_TEXT: PageText = { text: '', notes: [], shows: 'nothing' };

/** Everything written on one page. A page that is broken costs its own text only. */
export function readPage(document: PDFiumDocument, index: number): PageText {
  const page = document.getPage(index);
  const functions: object = page['module'];
  // A page that cannot be loaded is 0.
  if (page['pageIdx'] === 0 || !hasPages(functions)) return NO_TEXT;
  let text = '';
  try {
    text = page.getText();
    const notes = readNotes(functions, page['pageIdx']);
    text = flattenedText(document, index, page) || text;
    return { text, notes, shows: shown(functions, page['pageIdx'], text) };
  } catch {
    return { text, notes: [], shows: 'text' };
  } finally {
    closePage(page);
  }
}

function flattenedText(document: PDFiumDocument, index: number, page: Page): string {
  const flat = flattened(document, index, page);
  try {
    return flat?.getText() ?? '';
  } finally {
    if (flat !== null) closePage(flat);
  }
}

/** The page with form fields and stamps drawn into it: then their words are text like any other; null where there are none. */
export function flattened(document: PDFiumDocument, index: number, page: Page): Page | null {
  const functions: object = page['module'];
  if (!hasPages(functions) || functions._FPDFPage_GetAnnotCount(page['pageIdx']) <= 0) return null;
  if (functions._FPDFPage_Flatten(page['pageIdx'], SCREEN) !== FLATTENED) return null;
  const flat = document.getPage(index);
  return flat['pageIdx'] === 0 ? null : flat;
}

/** The library closes a page only after rendering it; unclosed, a long document keeps every page in memory. */
export function closePage(page: Page): void {
  const functions: object = page['module'];
  if (page['pageIdx'] !== 0 && hasPages(functions)) functions._FPDF_ClosePage(page['pageIdx']);
}

function readNotes(functions: PageFunctions, page: number): string[] {
  const notes: string[] = [];
  const count = Math.min(functions._FPDFPage_GetAnnotCount(page), ANNOTATION_LIMIT);
  if (count <= 0) return notes;
  const bytes = new TextEncoder().encode('Contents\0');
  const key = functions.wasmExports.malloc(bytes.length);
  functions.HEAPU8.set(bytes, key);
  try {
    for (let index = 0; index < count; index++) {
      const annotation = functions._FPDFPage_GetAnnot(page, index);
      if (annotation === 0) continue;
      if (!SHOWN_KINDS.has(functions._FPDFAnnot_GetSubtype(annotation)))
        notes.push(
          readString(functions, (buffer, size) =>
            functions._FPDFAnnot_GetStringValue(annotation, key, buffer, size),
          ),
        );
      functions._FPDFPage_CloseAnnot(annotation);
    }
  } finally {
    functions.wasmExports.free(key);
  }
  return notes;
}

function shown(functions: PageFunctions, page: number, text: string): PageText['shows'] {
  const known = text.replace(/\s+/g, '').length;
  if (known >= HARDLY_ANY_TEXT) return 'text';
  const kinds = partKinds(functions, page);
  const runs = kinds.filter((kind) => kind === TEXT_OBJECT).length;
  if (runs > known * RUNS_TO_LETTER && runs > RUNS_TO_LETTER) return 'letters';
  if (known > 0) return 'text';
  const outlines = kinds.filter((kind) => kind === PATH_OBJECT).length;
  if (kinds.includes(IMAGE_OBJECT) || outlines >= OUTLINES) return 'picture';
  return runs > 0 ? 'letters' : 'nothing';
}

/** The kinds of a page's parts, and of the parts of those that are drawings within it. */
function partKinds(functions: PageFunctions, page: number): number[] {
  const kinds: number[] = [];
  const count = Math.min(functions._FPDFPage_CountObjects(page), OBJECT_LIMIT);
  for (let index = 0; index < count && kinds.length < OBJECT_LIMIT; index++) {
    const part = functions._FPDFPage_GetObject(page, index);
    const kind = functions._FPDFPageObj_GetType(part);
    const inner =
      kind === FORM_OBJECT ? Math.min(functions._FPDFFormObj_CountObjects(part), OBJECT_LIMIT) : 0;
    kinds.push(kind);
    for (let within = 0; within < inner; within++)
      kinds.push(functions._FPDFPageObj_GetType(functions._FPDFFormObj_GetObject(part, within)));
  }
  return kinds;
}

function hasPages(functions: object): functions is PageFunctions {
  return (
    '_FPDFPage_Flatten' in functions &&
    '_FPDFAnnot_GetStringValue' in functions &&
    '_FPDFFormObj_GetObject' in functions
  );
}
