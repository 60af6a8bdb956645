import { decodeText } from '../encoding.ts';
import type { Extraction, Extractor } from '../extraction.ts';
import { cleanCharacters } from '../normalise.ts';
import { Outline } from '../outline.ts';
import { readHtml } from './html.ts';
import { parseEmail } from './mail-parts.ts';

/** Pages that name no encoding of their parts name one in themselves; browsers wrote them so. */
const ADDRESS_HEADERS: ReadonlySet<string> = new Set(['snapshot-content-location', 'content-location']);

/** A page saved with all that belongs to it, as a mail of many parts: its HTML is read. */
export const webArchiveExtractor: Extractor = {
  format: 'web-archive',
  async extract(bytes: Uint8Array): Promise<Extraction> {
    const page = await parseEmail(bytes);
    const outline = new Outline();
    outline.field('address', page.headers.find(({ key }) => ADDRESS_HEADERS.has(key))?.value ?? '');
    outline.field('date', page.date ?? '');
    readHtml(cleanCharacters(page.html ?? decodeText(bytes)), outline);
    outline.title(page.subject ?? '');
    return outline.finish();
  },
};
