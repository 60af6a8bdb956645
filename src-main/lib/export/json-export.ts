import type { ExportedDocument, ExportList } from './export-list.ts';

/** A list as programs read it: as it is, but for where the file of a document lies. */
export function jsonExport<Listed extends ExportedDocument>({
  query,
  total,
  about,
  documents,
}: ExportList<Listed>): { query: string; total: number; about: boolean; documents: Omit<Listed, 'file'>[] } {
  return { query, total, about, documents: documents.map(({ file: _file, ...document }) => document) };
}
