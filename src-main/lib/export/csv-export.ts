import { csvLine } from '../text/csv-line.ts';
import { dayOf, type ExportList } from './export-list.ts';

const HEADER = [
  'title',
  'author',
  'path',
  'page',
  'heading',
  'passage',
  'format',
  'bytes',
  'changed',
  'found by',
];
/** Without it spreadsheet programs take the text for one of their country's old encodings. */
const BYTE_ORDER_MARK = '\uFEFF';
/** What a spreadsheet takes for the beginning of a formula, blanks before it or not. */
const FORMULA = /^\s*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/u;

/** RFC 4180, and safe to open: nothing of a document becomes a formula. */
export function csvExport({ documents }: ExportList): string {
  const rows = documents.map((document) => [
    document.title,
    document.author ?? '',
    document.path,
    document.quote?.page?.toString() ?? '',
    document.quote?.heading ?? '',
    document.quote?.text ?? '',
    document.format,
    String(document.size),
    dayOf(document.modified),
    document.by,
  ]);
  const lines = [HEADER, ...rows].map((cells) => csvLine(cells.map(plainCell)));
  return BYTE_ORDER_MARK + lines.map((line) => `${line}\r\n`).join('');
}

function plainCell(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}
