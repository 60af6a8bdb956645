import { bibExport } from './bib-export.ts';
import { csvExport } from './csv-export.ts';
import type { ExportList } from './export-list.ts';
import { jsonExport } from './json-export.ts';
import { markdownExport } from './markdown-export.ts';

export const TEXT_FORMATS = ['csv', 'json', 'bib', 'md'] as const;
export type TextFormat = (typeof TEXT_FORMATS)[number];

/** A list as the text of a file, for spreadsheets, programs, TeX or readers. */
export const EXPORTED_TEXTS: Readonly<Record<TextFormat, (list: ExportList) => string>> = {
  csv: csvExport,
  json: (list) => `${JSON.stringify(jsonExport(list), null, 2)}\n`,
  bib: bibExport,
  md: markdownExport,
};
