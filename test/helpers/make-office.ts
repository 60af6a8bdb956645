import { utils, write } from 'xlsx';
import type { BookType } from 'xlsx';

import { makeZip } from './make-zip.ts';

type Parts = Readonly<Record<string, string | Uint8Array>>;

/** Relations as id → [type, target]. */
export function relations(list: Readonly<Record<string, readonly [type: string, target: string]>>): string {
  const items = Object.entries(list).map(
    ([id, [type, target]]) => `<Relationship Id="${id}" Type="http://x/${type}" Target="${target}"/>`,
  );
  return `<Relationships>${items.join('')}</Relationships>`;
}

/** A workbook of sheets, each the content of `sheetData`, and further parts. */
export function makeXlsx(sheets: Readonly<Record<string, string>>, parts: Parts = {}): Uint8Array {
  const names = Object.keys(sheets);
  const list = names.map((name, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="r${at}"/>`).join('');
  const targets = names.map((_, at) => [`r${at}`, ['worksheet', `worksheets/sheet${at}.xml`]] as const);
  return makeZip({
    '_rels/.rels': relations({ r0: ['officeDocument', 'xl/workbook.xml'] }),
    'xl/workbook.xml': `<workbook><sheets>${list}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations({
      ...Object.fromEntries(targets),
      strings: ['sharedStrings', 'sharedStrings.xml'],
      styles: ['styles', '/xl/styles.xml'],
    }),
    ...Object.fromEntries(
      names.map((name, at) => [
        `xl/worksheets/sheet${at}.xml`,
        `<worksheet><sheetData>${sheets[name]}</sheetData></worksheet>`,
      ]),
    ),
    ...parts,
  });
}

/** A row of cells written as text. */
export function sheetRow(...cells: readonly string[]): string {
  return `<row>${cells.map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`).join('')}</row>`;
}

/** Slides, each the content of its shape tree, in the order they are shown; the files are numbered the other way. */
export function makePptx(slides: readonly string[], parts: Parts = {}): Uint8Array {
  const file = (at: number): string => `slide${slides.length - at}.xml`;
  const targets = slides.map((_, at) => [`r${at}`, ['slide', `slides/${file(at)}`]] as const);
  return makeZip({
    '_rels/.rels': relations({ r0: ['officeDocument', '/ppt/presentation.xml'] }),
    'ppt/presentation.xml': `<p:presentation><p:sldIdLst>${slides.map((_, at) => `<p:sldId id="${at}" r:id="r${at}"/>`).join('')}</p:sldIdLst></p:presentation>`,
    'ppt/_rels/presentation.xml.rels': relations(Object.fromEntries(targets)),
    ...Object.fromEntries(slides.map((slide, at) => [`ppt/slides/${file(at)}`, `<p:sld>${slide}</p:sld>`])),
    ...parts,
  });
}

/** A shape of a slide with its paragraphs; `place` is that of a placeholder. */
export function slideShape(place: string, ...paragraphs: readonly string[]): string {
  const lines = paragraphs.map((text) => `<a:p><a:r><a:t>${text}</a:t></a:r></a:p>`).join('');
  return `<p:sp><p:nvPr><p:ph type="${place}"/></p:nvPr><p:txBody>${lines}</p:txBody></p:sp>`;
}

/** A workbook of one sheet as old programs wrote it. */
export function makeOldWorkbook(type: BookType = 'biff8', word = 'Whale', rows = 1): Uint8Array {
  const sheet = utils.aoa_to_sheet([
    ['Name', 'Born'],
    [word, new Date(Date.UTC(2024, 4, 17))],
    ...Array.from({ length: rows }, () => ['Krill', 30.5]),
  ]);
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, 'Animals');
  return new Uint8Array(write(book, { type: 'buffer', bookType: type }));
}
