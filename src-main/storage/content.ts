/** A content's passages in columns, so that a document crosses threads as a handful of arrays. */
export interface PassageColumns {
  /** UTF-16 offsets into the stored text. */
  readonly starts: Uint32Array;
  readonly lengths: Uint32Array;
  /** One-based; 0 where there are no pages. */
  readonly pages: Uint32Array;
  /** Index into `headings`; −1 for none. */
  readonly headingOf: Int32Array;
  readonly headings: readonly string[];
  /** 16 bytes a passage: the hash of the embedded text. */
  readonly hashes: Uint8Array;
  /** 32 bytes a passage: the light code. */
  readonly codes: Uint8Array;
}

/** Everything the index keeps of one content. */
export interface PreparedContent {
  /** First 16 bytes of SHA-256 over the file's bytes. */
  readonly hash: Uint8Array;
  readonly format: string;
  readonly title: string | null;
  readonly fields: Readonly<Record<string, string>>;
  readonly dataLike: boolean;
  readonly shortfall: { readonly code: string; readonly cause: string } | null;
  /** Pages whose words can be read by recognising them alone; left out: none. */
  readonly pictured?: number;
  /** Where they were looked at: pages that had words, and the languages they were looked for in. */
  readonly recognised?: { readonly pages: number; readonly languages: string };
  readonly text: string;
  readonly passages: PassageColumns;
  /** The mean of its passages' light vectors in int8, see DocumentMean. */
  readonly light: Int8Array;
}

/** What was read of a file. */
export interface PreparedDocument {
  readonly content: PreparedContent;
  /** What it holds: files of an archive, attachments of a mail. */
  readonly parts: readonly PreparedPart[];
}

/** A document within a file, or why it could not be read. */
export interface PreparedPart {
  /** Within the file; further files that hold it are part of it. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  readonly content: PreparedContent | null;
  readonly failure: { readonly code: string; readonly cause: string } | null;
}

export const HASH_BYTES = 16;
export const CODE_BYTES = 32;
