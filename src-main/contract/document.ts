import { oc } from '@orpc/contract';
import { z } from 'zod';

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
};

export type DocumentText = z.infer<typeof documentTextSchema>;
