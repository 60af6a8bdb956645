import type { InklingError } from '../lib/errors.ts';
import type { DocumentKey } from './document-key.ts';

/** A run of text under one heading path and on one page. */
export interface Block {
  readonly text: string;
  /** Headings from the outermost to the nearest, without the document's title. */
  readonly heading: readonly string[];
  /** One-based; null where the format has no pages. */
  readonly page: number | null;
}

/** Why a document was read only in part; the rest is indexed. */
export interface Shortfall {
  readonly code: string;
  readonly cause: string;
  readonly remedy: string;
}

/** What an extractor gives: structure and clean text, nothing of the format itself. */
export interface Extraction {
  /** The document's own title (metadata, front matter, first top heading); never its file name. */
  readonly title: string | null;
  readonly blocks: readonly Block[];
  /** Front matter, document properties: name → value. */
  readonly fields: Readonly<Record<string, string>>;
  /** Tables, logs and the like: words and light meaning only, heavy vectors on the fly. */
  readonly dataLike: boolean;
  readonly shortfall: Shortfall | null;
  /** Pages whose words can be read by recognising them alone; one-based, and 1 for a picture. */
  readonly pictured?: readonly number[];
  /** Documents the file holds, one at a time: files of an archive, attachments of a mail. */
  readonly parts?: AsyncIterable<Part> | Iterable<Part>;
}

/** A document within a file. */
export interface Part {
  /** Within the file, '/' between names. */
  readonly path: string;
  /** Bytes, where they are known before it is opened. */
  readonly size: number;
  /** Throws the reason where it cannot be opened. */
  readonly open: () => Promise<Uint8Array> | Uint8Array;
}

/** A file inside another whose words belong to the other's: the preview of a document, an attachment in a mailbox. */
export interface InnerFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Reads a file that stands inside another; the failure where it cannot be read, or too many stand there. */
export type ReadInner = (file: InnerFile) => Promise<Extraction | InklingError>;

/** Reads one format. Throws InklingError for a file it cannot read. */
export interface Extractor {
  readonly format: string;
  extract(
    bytes: Uint8Array,
    name: string,
    readInner: ReadInner,
    key: DocumentKey,
  ): Promise<Extraction> | Extraction;
}
