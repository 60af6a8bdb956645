import { noKey } from './document-key.ts';
import type { Extraction } from './extraction.ts';
import { renderPage } from './extractors/pdf-bitmap.ts';
import { extractPdf, openPdf } from './extractors/pdf.ts';
import { pdfParagraphs } from './extractors/pdf-paragraphs.ts';
import { extractDocument } from './read.ts';
import { shortfall, type ReasonCode } from './reasons.ts';
import type { Bitmap } from './recognise.ts';

/** The words of one page: '' where there are none, or where looking for them failed. */
export interface RecognisedPage {
  /** One-based. */
  readonly page: number;
  readonly text: string;
  readonly code: ReasonCode | null;
}

/** A document with words in pictures, open for looking at its pages one by one. */
export interface PicturedDocument {
  /** Pages that are to be looked at. */
  readonly pages: readonly number[];
  picture(page: number): Promise<Uint8Array | Bitmap>;
  /** The document with what was recognised in its place. */
  extraction(recognised: readonly RecognisedPage[]): Promise<Extraction>;
  close(): void;
}

export async function openPictured(
  bytes: Uint8Array,
  name: string,
  format: string,
): Promise<PicturedDocument> {
  return format === 'pdf' ? openPages(bytes) : openPicture(bytes, name);
}

async function openPages(bytes: Uint8Array): Promise<PicturedDocument> {
  const { pictured = [] } = await extractPdf(bytes, noKey());
  const document = await openPdf(bytes, noKey());
  return {
    pages: pictured,
    picture: (page) => renderPage(document, page - 1),
    extraction: async (recognised) => {
      const words = new Map(recognised.map(({ page, text }) => [page, text]));
      return withFailures(await extractPdf(bytes, noKey(), words), recognised);
    },
    close: () => document.destroy(),
  };
}

async function openPicture(bytes: Uint8Array, name: string): Promise<PicturedDocument> {
  const { extraction } = await extractDocument(bytes, name);
  return {
    pages: extraction.pictured ?? [],
    picture: () => Promise.resolve(bytes),
    extraction: ([recognised]) => Promise.resolve(withWords(extraction, recognised?.text ?? '')),
    close: () => undefined,
  };
}

/** A photograph's words stand behind what was written beside it; with them it is more than data. */
function withWords(extraction: Extraction, words: string): Extraction {
  if (words === '') return extraction;
  const blocks = pdfParagraphs(words).map((text) => ({ text, heading: [], page: null }));
  return { ...extraction, dataLike: false, blocks: [...extraction.blocks, ...blocks] };
}

/** Pages that could not be looked at are told of, where nothing worse is. */
function withFailures(extraction: Extraction, recognised: readonly RecognisedPage[]): Extraction {
  const failed = recognised.filter(({ code }) => code !== null);
  const code = failed[0]?.code ?? null;
  if (code === null) return extraction;
  const cause = `The words of ${failed.length} of ${recognised.length} pictured pages could not be recognised.`;
  return { ...extraction, shortfall: shortfall(code, cause) };
}
