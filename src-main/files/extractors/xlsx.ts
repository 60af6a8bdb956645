import type { Outline } from '../outline.ts';
import { failure } from '../reasons.ts';
import { readDrawingText } from './drawing-text.ts';
import type { OfficePackage, Relation } from './office-package.ts';
import { SheetRows } from './sheet-rows.ts';
import { XlsxSheet } from './xlsx-sheet.ts';
import type { Workbook } from './xlsx-sheet.ts';
import { readNumberKinds, readSharedStrings } from './xlsx-values.ts';
import { attributeOf, readXmlPart } from './xml-events.ts';

/** Unpacked at once; the sheets are unpacked one by one. */
export const XLSX_PARTS =
  /(?:^|\/)(?:workbook|styles|comments|threadedComment|drawing|charts\/chart|diagrams\/data)[\w.-]*\.xml$/i;
/** More than any person makes; a hostile workbook names one sheet without end. */
const SHEET_LIMIT = 500;
/** Parts beside the rows of a sheet that hold words. */
const BESIDE: ReadonlySet<string> = new Set([
  'comments',
  'threadedComment',
  'drawing',
  'chart',
  'diagramData',
]);

interface Sheet {
  readonly name: string;
  readonly path: string;
}

/** Writes the workbook at `main` into an outline. */
export function readXlsx(file: OfficePackage, main: string, outline: Outline): void {
  const relations = file.relations(main);
  const { sheets, is1904 } = readWorkbook(file.part(main), relations);
  const partOf = (type: string): string => relations.find((relation) => relation.type === type)?.target ?? '';
  const workbook: Workbook = {
    strings: readSharedStrings(file.unpack(partOf('sharedStrings'))),
    kinds: readNumberKinds(file.part(partOf('styles')) ?? file.unpack(partOf('styles'))),
    is1904,
  };
  if (sheets.length === 0) throw failure('FILE_BROKEN');
  const rows = new SheetRows(outline);
  for (const { name, path } of sheets) {
    rows.beginSheet(name);
    const sheet = new XlsxSheet(rows, workbook);
    readXmlPart(file.unpack(path), sheet);
    sheet.finish();
    rows.endSheet();
    for (const part of partsBeside(file, path)) readDrawingText(file.part(part), outline);
    if (rows.isFull) return;
  }
}

function readWorkbook(
  part: Uint8Array | undefined,
  relations: readonly Relation[],
): { sheets: readonly Sheet[]; is1904: boolean } {
  const paths = new Map(relations.map(({ id, target }) => [id, target]));
  const sheets = new Map<string, Sheet>();
  let is1904 = false;
  readXmlPart(part, {
    open(name, attributes) {
      if (name === 'workbookPr') is1904 = /^(?:1|true)$/.test(attributeOf(attributes, 'date1904'));
      const path = name === 'sheet' ? paths.get(attributeOf(attributes, 'id')) : undefined;
      if (path === undefined || sheets.size >= SHEET_LIMIT) return;
      sheets.set(path, { name: attributeOf(attributes, 'name'), path });
    },
  });
  return { sheets: [...sheets.values()], is1904 };
}

/** Comments and drawings of a sheet, then the charts and diagrams in its drawings. */
function partsBeside(file: OfficePackage, path: string): ReadonlySet<string> {
  const beside = (from: string): readonly string[] =>
    file
      .relations(from)
      .filter(({ type }) => BESIDE.has(type))
      .map(({ target }) => target);
  const parts = beside(path);
  return new Set([...parts, ...parts.flatMap(beside)]);
}
