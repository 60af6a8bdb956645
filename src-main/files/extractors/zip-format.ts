import { decodeText } from '../encoding.ts';
import { unzipParts, zipNames } from './zip.ts';

/** Where a ZIP is a document, it has a part of such a name. */
const PARTS: readonly (readonly [format: string, name: RegExp])[] = [
  ['docx', /^word\/document[\w.-]*\.xml$/i],
  ['excel', /^xl\/workbook[\w.-]*\.(?:xml|bin)$/i],
  ['pptx', /^ppt\/presentation[\w.-]*\.xml$/i],
  ['vsdx', /^visio\/document\.xml$/i],
  ['xps', /^FixedDocSeq\.fdseq$|^FixedDocumentSequence\.fdseq$|\.fpage$/i],
  ['epub', /^META-INF\/container\.xml$/i],
];
/** What the part `mimetype` says; templates and old OpenOffice have longer and other names. */
const MIME_TYPES: readonly (readonly [format: string, type: RegExp])[] = [
  ['epub', /^application\/epub\+zip/],
  ['hangul', /^application\/hwp\+zip/],
  ['opendocument-text', /^application\/vnd\.(?:oasis\.opendocument\.text|sun\.xml\.writer)/],
  ['opendocument-sheet', /^application\/vnd\.(?:oasis\.opendocument\.spreadsheet|sun\.xml\.calc)/],
  ['opendocument-slides', /^application\/vnd\.(?:oasis\.opendocument\.presentation|sun\.xml\.impress)/],
  ['opendocument-drawing', /^application\/vnd\.(?:oasis\.opendocument\.|sun\.xml\.)/],
];
const MIME_LENGTH = 100;
/** Apple's programs write no type: these parts are theirs alone, whichever of the three it was. */
const IWORK_PART = /^(?:.*\.pages\/)?Index\/Document\.iwa$|^index\.apxl(?:\.gz)?$/;

/** The kind of document a ZIP is, by the names of its parts; null for any other ZIP. */
export function documentInZip(bytes: Uint8Array): string | null {
  const names = zipNames(bytes);
  const type = names.includes('mimetype') ? mimeType(bytes) : '';
  const typed = MIME_TYPES.find(([, pattern]) => pattern.test(type));
  const found = typed ?? PARTS.find(([, pattern]) => names.some((name) => pattern.test(name)));
  if (found !== undefined) return found[0];
  if (names.some((name) => IWORK_PART.test(name))) return names.includes('index.apxl') ? 'keynote' : 'pages';
  if (names.includes('doc.kml')) return 'places';
  // Books of this kind are often packed alone.
  return names.length === 1 && /\.fb2$/i.test(names[0] ?? '') ? 'fictionbook' : null;
}

function mimeType(bytes: Uint8Array): string {
  try {
    const part = unzipParts(bytes, (name) => name === 'mimetype').get('mimetype');
    return decodeText((part ?? new Uint8Array()).subarray(0, MIME_LENGTH)).trim();
  } catch {
    return '';
  }
}
