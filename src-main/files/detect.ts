import { markedEncoding, wideEncoding } from './encoding.ts';
import { endingOf, formatNamed, formatOf, isPlain } from './formats.ts';
import type { Format } from './formats.ts';
import { formatOfBytes, suggestedFormat } from './magic.ts';
import { failure } from './reasons.ts';

/** The part of a file that tells text from anything else. */
const HEAD_BYTES = 8192;
/** PDF readers accept its mark this far into a file. */
const PDF_MARK_WITHIN = 1024;

/** Where a ZIP is a document, one of these names stands in it. */
const ZIP_PARTS: readonly (readonly [format: string, part: string])[] = [
  ['docx', 'word/document'],
  ['excel', 'xl/workbook'],
  ['powerpoint', 'ppt/presentation'],
  ['epub', 'application/epub+zip'],
  ['opendocument-text', 'application/vnd.oasis.opendocument.text'],
  ['opendocument-sheet', 'application/vnd.oasis.opendocument.spreadsheet'],
  ['opendocument-slides', 'application/vnd.oasis.opendocument.presentation'],
  ['visio', 'visio/document'],
];

/** MP3 and its like begin with sound at once: what is read of them shows whether they are sound. */
const MARKLESS: ReadonlySet<string> = new Set(['audio', 'video']);

const COMPOUND_FILE = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1';
/** "EncryptedPackage" in UTF-16: the one part of an Office file under a password. */
const ENCRYPTED_PART = Buffer.from('EncryptedPackage', 'utf16le');

/** The format of a file, by its bytes and then its name. Throws the reason where Inkling cannot read it. */
export function detectFormat(bytes: Uint8Array, name: string): string {
  const named = formatOf(name);
  const found = binaryFormat(bytes, name, named) ?? textFormat(bytes, named);
  if (found.read) return found.name;
  throw failure('FORMAT_NOT_READ', `Inkling does not read ${found.label} yet.`);
}

/** What proves itself by its bytes; null for text. */
function binaryFormat(bytes: Uint8Array, name: string, named: Format | null): Format | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = file.toString('latin1', 0, PDF_MARK_WITHIN);
  if (start.includes('%PDF-') && (named?.name === 'pdf' || start.trimStart().startsWith('%PDF-')))
    return formatNamed('pdf');
  if (start.startsWith('PK')) return zipFormat(file, named);
  if (start.startsWith(COMPOUND_FILE)) return compoundFormat(file, named);
  const isPlainText = isText(bytes.subarray(0, HEAD_BYTES));
  const proven = formatOfBytes(file, { ending: endingOf(name), isText: isPlainText });
  if (proven !== null) return formatNamed(proven);
  return isPlainText ? null : binaryByName(file, named);
}

/** Binary, and its bytes prove nothing: what its name promises, unless they suggest otherwise. */
function binaryByName(file: Buffer, named: Format | null): Format {
  if (named !== null && MARKLESS.has(named.name)) return named;
  if (named !== null && named.read && !isPlain(named)) throw failure('FILE_BROKEN');
  return named === null || named.read ? formatNamed(suggestedFormat(file) ?? 'unknown') : named;
}

function zipFormat(file: Buffer, named: Format | null): Format {
  const part = ZIP_PARTS.find(([, mark]) => file.includes(mark, 0, 'latin1'));
  if (part !== undefined) return formatNamed(part[0]);
  if (named?.name === 'docx') throw failure('FILE_BROKEN');
  return named === null || named.read ? formatNamed('archive') : named;
}

function compoundFormat(file: Buffer, named: Format | null): Format {
  if (file.includes(ENCRYPTED_PART)) throw failure('DOCUMENT_PASSWORD');
  return named === null || named.read ? formatNamed('word') : named;
}

/** Control characters but white space and the escape of coloured logs. */
// oxlint-disable-next-line no-control-regex -- Control characters are what it looks for.
const CONTROLS = /[\x01-\x08\x0e-\x1a\x1c-\x1f]/g;

/** No NUL and next to no other control characters, unless a mark or its pattern shows wide characters. */
function isText(head: Uint8Array): boolean {
  if (markedEncoding(head) !== null || wideEncoding(head) !== null) return true;
  if (head.indexOf(0) >= 0) return false;
  const controls = Buffer.from(head.buffer, head.byteOffset, head.length).toString('latin1').match(CONTROLS);
  return controls === null || controls.length <= head.length / 100;
}

/** The text format a name promises; else, or where the name promises something binary, what the text itself shows. */
function textFormat(bytes: Uint8Array, named: Format | null): Format {
  if (named?.family === 'mail') return named;
  const markup = markupFormat(bytes);
  if (named === null || !named.read || !isPlain(named)) return formatNamed(markup ?? 'text');
  if (named.name === 'xml' && markup === 'svg') return formatNamed('svg');
  // Pages are often saved as .xml or .txt; a page's own mark outweighs these names.
  return markup === 'html' && (named.name === 'xml' || named.name === 'text') ? formatNamed('html') : named;
}

/** What may stand before a page or a drawing begins; each comment ends at its first end, or a page of comments takes for ever. */
const BEFORE_MARKUP = /^[^a-z<]{0,8}(?:<\?xml[^>]*>|<!--(?:(?!-->)[^])*-->|\s)*/;

function markupFormat(bytes: Uint8Array): 'html' | 'svg' | 'xml' | null {
  const start = Buffer.from(bytes.subarray(0, PDF_MARK_WITHIN))
    .toString('latin1')
    .replaceAll('\0', '')
    .toLowerCase();
  const markup = start.replace(BEFORE_MARKUP, '');
  if (/^<(?:!doctype html|html)\b/.test(markup)) return 'html';
  if (/^<(?:!doctype svg\b|svg[\s>/])/.test(markup)) return 'svg';
  return /^[^a-z<]{0,4}<(?:\?xml\b|!doctype )/.test(start) ? 'xml' : null;
}
