import type { Match } from '../../contract/index.ts';

/** What an export holds: documents with what was asked, best or newest first. */
export interface ExportList {
  readonly query: string;
  readonly documents: readonly Match[];
  /** All that were found. */
  readonly total: number;
  readonly about: boolean;
}

export const EXPORT_FORMATS = ['csv', 'json', 'bib', 'md', 'links'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** The day a file was changed, as of Greenwich. */
export function dayOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10);
}
