import { documentInZip } from './extractors/zip-format.ts';
import { compoundKind } from './compound-format.ts';
import { markedEncoding, wideEncoding } from './encoding.ts';
import { endingOf, formatNamed, formatOf, isPlain } from './formats.ts';
import type { Family, Format } from './formats.ts';
import { formatOfBytes, suggestedFormat } from './magic.ts';
import { failure } from './reasons.ts';

/** The part of a file that tells text from anything else. */
const HEAD_BYTES = 8192;
/** Headers of a mail are text; what follows them may be bytes of any kind. */
const MAIL_HEAD_BYTES = 256;
/** PDF readers accept its mark this far into a file. */
const PDF_MARK_WITHIN = 1024;

/** Formats that are ZIPs, of which only their names may tell which. */
const NAMED_IN_ZIP = /^(?:opendocument-|(?:pages|numbers|keynote|places|hangul)$)/;
/** Formats that people name no archive for: a ZIP of such a name that is no document is broken. */
const PACKED = /^(?:pdf|docx|pptx|vsdx|excel|epub|xps)$/;

/** MP3 and its like begin with sound at once, tables with a number: what is read of them shows what they are. */
const MARKLESS: ReadonlySet<string> = new Set(['audio', 'video', 'dbase']);

const COMPOUND_FILE = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1';
/** Families whose documents were compound files once. */
const OFFICE: ReadonlySet<Family> = new Set(['document', 'sheet', 'slides', 'mail']);

/** The format of a file, by its bytes and then its name. Throws the reason where Inkling cannot read it. */
export function detectFormat(bytes: Uint8Array, name: string): string {
  const named = formatOf(name);
  const found = binaryFormat(bytes, name, named) ?? textFormat(bytes, named);
  if (found.read) return found.name;
  throw failure('FORMAT_NOT_READ', `Inkling does not read ${found.label} yet.`);
}

/** Whether these are the bytes of a compound file, as old and encrypted Office documents are. */
export function isCompound(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, COMPOUND_FILE.length)).toString('latin1') === COMPOUND_FILE;
}

/** What proves itself by its bytes; null for text. */
function binaryFormat(bytes: Uint8Array, name: string, named: Format | null): Format | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = file.toString('latin1', 0, PDF_MARK_WITHIN);
  if (start.includes('%PDF-') && (named?.name === 'pdf' || start.trimStart().startsWith('%PDF-')))
    return formatNamed('pdf');
  if (start.startsWith('PK')) return zipFormat(file, name, named);
  if (start.startsWith(COMPOUND_FILE)) return compoundFormat(file, named);
  const isPlainText = isText(bytes.subarray(0, named?.family === 'mail' ? MAIL_HEAD_BYTES : HEAD_BYTES));
  const proven = formatOfBytes(file, { ending: endingOf(name), isText: isPlainText });
  if (proven !== null) return formatNamed(proven);
  return isPlainText ? null : binaryByName(file, named);
}

/** Binary, and its bytes prove nothing: what its name promises, unless they suggest otherwise. */
function binaryByName(file: Buffer, named: Format | null): Format {
  if (named !== null && MARKLESS.has(named.name)) return named;
  const suggested = suggestedFormat(file);
  if (named !== null && named.name === suggested) return named;
  if (named !== null && named.read && !isPlain(named)) throw failure('FILE_BROKEN');
  return named === null || named.read ? formatNamed(suggested ?? 'unknown') : named;
}

function zipFormat(file: Buffer, name: string, named: Format | null): Format {
  const found = documentInZip(file);
  if (named !== null && NAMED_IN_ZIP.test(named.name) && (found === null || found === 'pages')) return named;
  if (found !== null) return formatNamed(found);
  if (named !== null && PACKED.test(named.name)) throw failure('FILE_BROKEN');
  if (named === null) return formatNamed(endingOf(name) === name.toLowerCase() ? 'archive' : 'unknown');
  return named.read ? formatNamed('archive') : named;
}

function compoundFormat(file: Buffer, named: Format | null): Format {
  const found = compoundKind(file, named?.name);
  if (found.kind === 'encrypted') throw failure('DOCUMENT_PASSWORD');
  if (found.kind === 'format') return formatNamed(found.format);
  if (named === null || named.family === 'text') return formatNamed('unknown');
  if (found.kind === 'broken' && OFFICE.has(named.family)) throw failure('FILE_BROKEN');
  return named.read ? formatNamed('unknown') : named;
}

/** A mailbox begins with the envelope of its first mail. */
const MAILBOX_START = /^From \S[^\n]{0,200}\d{1,2}:\d{2}[^\n]{0,30}\d{4}/;
/** Header lines that only mails have. */
const MAIL_MARKS = ['message-id', 'received', 'return-path', 'delivered-to', 'mime-version', 'from'];

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
  const mail = mailFormat(bytes, named);
  if (mail !== null) return mail;
  const rooted = rootedFormat(bytes);
  if (rooted !== null) return formatNamed(rooted);
  const markup = markupFormat(bytes);
  if (named?.name === 'rtf' && RTF_PIECE.test(latin1Start(bytes))) return named;
  // Programs write tables of values under the name of a workbook.
  if (named?.family === 'sheet') return formatNamed(markup ?? 'csv');
  if (named === null || !named.read || !isPlain(named)) return formatNamed(markup ?? 'text');
  if (named.name === 'xml' && markup === 'svg') return formatNamed('svg');
  // Pages are often saved as .xml or .txt; a page's own mark outweighs these names.
  return markup === 'html' && (named.name === 'xml' || named.name === 'text') ? formatNamed('html') : named;
}

/** RTF without its first words, as programs hand each other pieces of it. */
const RTF_PIECE = /^\s{0,20}\{\\[a-z]/;

function latin1Start(bytes: Uint8Array): string {
  return Buffer.from(bytes.subarray(0, MAIL_HEAD_BYTES)).toString('latin1');
}

const FLAT_FORMATS: Readonly<Record<string, string>> = {
  text: 'opendocument-text',
  spreadsheet: 'opendocument-sheet',
  presentation: 'opendocument-slides',
  graphics: 'opendocument-drawing',
};

/** Documents that are XML: their root tells more than any name. */
function rootedFormat(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, HEAD_BYTES)).toString('latin1').replaceAll('\0', '');
  if (/<FictionBook[\s>]/.test(head)) return 'fictionbook';
  if (!head.includes('<office:document')) return null;
  const kind = /office:mimetype="application\/vnd\.oasis\.opendocument\.([a-z]+)/.exec(head)?.[1] ?? '';
  return FLAT_FORMATS[kind] ?? null;
}

/** Mails of servers and mailboxes of many programs have no ending; those of Outlook are text where another wrote them. */
function mailFormat(bytes: Uint8Array, named: Format | null): Format | null {
  if (named?.name === 'mail' || named?.name === 'mailbox') return named;
  if (named !== null && named.family !== 'mail') return null;
  const start = Buffer.from(bytes.subarray(0, HEAD_BYTES)).toString('latin1');
  if (MAILBOX_START.test(start)) return formatNamed('mailbox');
  const headers = new Set(headerNames(start));
  return MAIL_MARKS.some((mark) => headers.has(mark)) && headers.size >= 3 ? formatNamed('mail') : null;
}

/** Names of the header lines a text begins with; none where another line stands before the first blank one. */
function headerNames(start: string): readonly string[] {
  const names: string[] = [];
  for (const line of start.split(/\r?\n/)) {
    if (line === '' || names.length > 100) return names;
    const name = /^([!-9;-~]{1,76}):/.exec(line)?.[1]?.toLowerCase();
    if (name !== undefined) names.push(name);
    else if (!/^[ \t]/.test(line) || names.length === 0) return [];
  }
  return names;
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
