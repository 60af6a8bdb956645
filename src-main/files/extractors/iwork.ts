import type { Extraction, Extractor } from '../extraction.ts';
import { failure } from '../reasons.ts';
import { pdfExtractor } from './pdf.ts';
import { unzipParts } from './zip.ts';

const PREVIEW = /(?:^|\/)QuickLook\/Preview\.pdf$/i;
/** Parts that stand only in a document with a password. */
const LOCK = /(?:^|\/)\.iwp(?:v2|h)$/;

export const pagesExtractor = iworkExtractor('pages', 'Pages');
export const numbersExtractor = iworkExtractor('numbers', 'Numbers');
export const keynoteExtractor = iworkExtractor('keynote', 'Keynote');

/** Apple's own format is nowhere described; many of its documents carry a PDF of their pages. */
function iworkExtractor(format: string, program: string): Extractor {
  return {
    format,
    async extract(bytes, name, readInner, key): Promise<Extraction> {
      let isLocked = false;
      const parts = unzipParts(bytes, (path) => {
        isLocked ||= LOCK.test(path);
        return PREVIEW.test(path);
      });
      if (isLocked) throw failure('PASSWORD_NOT_TAKEN');
      const preview = [...parts.values()][0];
      if (preview !== undefined) return pdfExtractor.extract(preview, name, readInner, key);
      throw failure(
        'FORMAT_NOT_READ',
        `Inkling reads a ${program} document by the PDF preview in it; this one has none.`,
      );
    },
  };
}
