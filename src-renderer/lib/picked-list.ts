import type { SearchResult } from '../api/types.ts';
import { csv, plainCell } from './csv.ts';
import { isoDay } from './format.ts';

/** Documents with the place that answers best, for a spreadsheet program. */
export function pickedAsCsv(results: readonly SearchResult[]): string {
  const rows = results.map(({ path, title, format, size, modified, passages: [best] }) => [
    path,
    plainCell(title),
    format,
    String(size),
    isoDay(modified),
    best?.page?.toString() ?? '',
    plainCell(best?.heading ?? ''),
    plainCell(best?.text ?? ''),
  ]);
  return csv([['path', 'title', 'format', 'bytes', 'changed', 'page', 'heading', 'passage'], ...rows]);
}

export function pickedAsJson(query: string, results: readonly SearchResult[]): string {
  const documents = results.map(({ path, title, format, size, modified, passages: [best] }) => ({
    path,
    title,
    format,
    size,
    modified: isoDay(modified),
    passage: best === undefined ? null : { text: best.text, page: best.page, heading: best.heading },
  }));
  return `${JSON.stringify({ query, documents }, null, 2)}\n`;
}

export function pickedAsPaths(results: readonly SearchResult[]): string {
  return results.map(({ path }) => `${path}\n`).join('');
}
