/** A document of a list, with where it says best what was asked. */
export interface ExportedDocument {
  readonly path: string;
  /** The file itself: of a document within another one that holds it. */
  readonly file: string;
  readonly title: string;
  readonly author: string | null;
  readonly format: string;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
  readonly by: 'words' | 'meaning';
  readonly quote: {
    readonly text: string;
    readonly page: number | null;
    readonly heading: string | null;
  } | null;
}

/** What an export holds: documents with what was asked, best or newest first. */
export interface ExportList<Listed extends ExportedDocument = ExportedDocument> {
  readonly query: string;
  readonly documents: readonly Listed[];
  /** All that were found. */
  readonly total: number;
  readonly about: boolean;
}

/** The day a file was changed, as of Greenwich. */
export function dayOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10);
}
