import { decodeText } from '../encoding.ts';
import type { DocumentKey } from '../document-key.ts';
import type { Extraction, Extractor } from '../extraction.ts';
import { Outline } from '../outline.ts';
import type { OutlineOptions } from '../outline.ts';
import { failure } from '../reasons.ts';
import { readMarginTexts, readOpenDocumentMeta } from './opendocument-meta.ts';
import { OpenDocumentPages } from './opendocument-pages.ts';
import { OpenDocumentSheets } from './opendocument-sheets.ts';
import { OpenDocumentText } from './opendocument-text.ts';
import { readXmlPart } from './xml-events.ts';
import type { XmlHandler } from './xml-events.ts';
import { isZip, unzipParts } from './zip.ts';

const WANTED: ReadonlySet<string> = new Set([
  'content.xml',
  'meta.xml',
  'styles.xml',
  'META-INF/manifest.xml',
]);

interface FinishedWalk extends XmlHandler {
  finish(): void;
}

export const openDocumentTextExtractor = openDocument('opendocument-text', (to) => new OpenDocumentText(to));
export const openDocumentSlidesExtractor = openDocument(
  'opendocument-slides',
  (to) => new OpenDocumentPages(to),
);
export const openDocumentDrawingExtractor = openDocument(
  'opendocument-drawing',
  (to) => new OpenDocumentPages(to),
  { isTitledByHeading: false },
);
export const openDocumentSheetExtractor = openDocument(
  'opendocument-sheet',
  (to) => new OpenDocumentSheets(to),
  { dataLike: true, isTitledByHeading: false },
);

function openDocument(
  format: string,
  walkTo: (outline: Outline) => FinishedWalk,
  options: OutlineOptions = {},
): Extractor {
  return {
    format,
    async extract(bytes, _name, _readInner, key): Promise<Extraction> {
      const { content, meta, styles } = await documentParts(bytes, key);
      const outline = new Outline(options);
      readOpenDocumentMeta(meta, outline);
      const walk = walkTo(outline);
      readXmlPart(content, walk);
      walk.finish();
      if (format === 'opendocument-text') {
        for (const text of readMarginTexts(styles)) outline.block(text);
      }
      return outline.finish();
    },
  };
}

interface DocumentParts {
  readonly content: Uint8Array;
  readonly meta: Uint8Array | undefined;
  readonly styles: Uint8Array | undefined;
}

/** A flat document is one part that holds all. */
async function documentParts(bytes: Uint8Array, key: DocumentKey): Promise<DocumentParts> {
  if (!isZip(bytes)) return { content: bytes, meta: bytes, styles: bytes };
  const parts = await openedParts(
    unzipParts(bytes, (name) => WANTED.has(name)),
    key,
  );
  const content = parts.get('content.xml');
  if (content === undefined) throw failure('FILE_BROKEN');
  return { content, meta: parts.get('meta.xml'), styles: parts.get('styles.xml') };
}

async function openedParts(
  parts: ReadonlyMap<string, Uint8Array>,
  key: DocumentKey,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const manifest = parts.get('META-INF/manifest.xml');
  if (manifest === undefined || !decodeText(manifest).includes('encryption-data')) return parts;
  const { openLockedParts } = await import('./opendocument-lock.ts');
  return openLockedParts(parts, manifest, key);
}
