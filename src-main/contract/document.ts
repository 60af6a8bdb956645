import { oc } from '@orpc/contract';
import { z } from 'zod';

import { spanSchema } from './search.ts';

/** Characters of one answer; longer documents are read in several. */
export const DOCUMENT_READ_LIMIT = 200_000;

export const documentTextSchema = z.object({
  path: z.string(),
  name: z.string(),
  title: z.string(),
  format: z.string(),
  size: z.int(),
  modified: z.number(),
  /** Words of it were recognised in pictures; they may be misread. */
  recognised: z.boolean(),
  /** UTF-16 units of the whole stored text. */
  length: z.int(),
  /** Where `text` begins in the stored text. */
  start: z.int(),
  text: z.string(),
  /** Where each page and heading begins, in UTF-16 units of the stored text. */
  places: z.array(z.object({ start: z.int(), page: z.int().nullable(), heading: z.string().nullable() })),
});

/** A rectangle on a page, in shares of its width and height from the left and from the top. */
export const boxSchema = z.object({
  left: z.number(),
  top: z.number(),
  right: z.number(),
  bottom: z.number(),
});

/** Pages of one document; its format may have more than any book. */
const pageSchema = z.int().min(1).max(100_000);

export const documentPageSchema = z.object({
  /** Pages of the document. */
  pages: z.int(),
  /** Points, as the page is seen. */
  width: z.number(),
  height: z.number(),
  /** Of each span asked for the lines it covers; none where it does not stand on this page. */
  boxes: z.array(z.array(boxSchema)),
});

export const numberedLineSchema = z.object({
  /** Where it begins, in UTF-16 units of the stored text. */
  start: z.int(),
  /** One-based. */
  line: z.int(),
});

/** Spans of one page that are placed at once. */
const SPAN_LIMIT = 500;
/** Dots: four screens wide, and no page is drawn finer. */
const WIDEST_PICTURE = 8_192;

/**
 * What is asked of a picture, which travels beside the calls as bytes: a page of a document so many dots wide, or for
 * null the document itself where it is a picture. It fails as a call does: DOCUMENT_UNKNOWN, FILE_VANISHED,
 * DOCUMENT_PASSWORD, PAGE_NOT_DRAWN, PICTURE_NOT_SHOWN and other reasons why a file cannot be read.
 */
export const pictureInputSchema = z.object({
  path: z.string().min(1),
  page: pageSchema.nullable(),
  width: z.int().min(16).max(WIDEST_PICTURE),
});

export const documentContract = {
  /** The stored text around `start`. Errors: DOCUMENT_UNKNOWN, DOCUMENT_NOT_READ. */
  read: oc
    .input(
      z.object({
        path: z.string().min(1),
        start: z.int().min(0).default(0),
        length: z.int().min(1).max(DOCUMENT_READ_LIMIT).default(DOCUMENT_READ_LIMIT),
      }),
    )
    .output(documentTextSchema),
  /** A page that can be drawn, and where spans of the stored text stand on it. Errors: those of its picture. */
  page: oc
    .input(
      z.object({ path: z.string().min(1), page: pageSchema, spans: z.array(spanSchema).max(SPAN_LIMIT) }),
    )
    .output(documentPageSchema),
  /** Lines of source code, settings and logs up to `end` by their numbers in the file; none of other formats. Errors: those of a picture. */
  lines: oc
    .input(z.object({ path: z.string().min(1), end: z.int().min(0) }))
    .output(z.object({ lines: z.array(numberedLineSchema) })),
  /**
   * Opens the file with the system's program, at a page where that takes one. Errors: DOCUMENT_UNKNOWN,
   * PROGRAM_NOT_OPENED, NO_DESKTOP, OPEN_FAILED and reasons why a file cannot be read.
   */
  open: oc
    .input(z.object({ path: z.string().min(1), page: pageSchema.nullable().default(null) }))
    .output(z.object({ atPage: z.boolean() })),
  /** Shows the file in its folder. Errors: DOCUMENT_UNKNOWN, FILE_VANISHED, NO_DESKTOP, OPEN_FAILED. */
  showFolder: oc.input(z.object({ path: z.string().min(1) })).output(z.object({ shown: z.literal(true) })),
};

export type DocumentText = z.infer<typeof documentTextSchema>;
export type DocumentPage = z.infer<typeof documentPageSchema>;
export type Box = z.infer<typeof boxSchema>;
export type PictureInput = z.infer<typeof pictureInputSchema>;
