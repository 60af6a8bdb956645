import { InklingError } from '../lib/errors.ts';
import { unknownDocument } from '../lib/unknown-document.ts';
import type { Excerpt } from '../lib/text/excerpt.ts';
import type { Mark } from '../lib/text/marks.ts';
import type { ReadConnection } from '../storage/connection.ts';
import { documentAt, readDocument, type DocumentRow } from '../storage/documents.ts';
import { documentsSeen } from '../storage/seen-documents.ts';
import { readContent, readPassage, type ContentRow, type PassageRow } from '../storage/passages.ts';

/** Where a document lies. */
export interface Place {
  readonly root: number;
  readonly path: string;
}

/** A document that was found, without what is the host's to say of it. */
export interface HeldDocument extends Place {
  readonly content: number;
  /** The file that holds it, or is it. */
  readonly file: string;
  readonly title: string | null;
  readonly format: string;
  /** Bytes. */
  readonly size: number;
  readonly modified: number;
  /** Where the same content lies besides. */
  readonly copies: readonly Place[];
}

/** Roots whose documents alone are found; null: all. */
export type Roots = readonly number[] | null;

/** A page of a longer list. */
export interface PageOf {
  readonly offset: number;
  readonly limit: number;
}

/**
 * Null where the documents of a content left.
 * @param roots where they may lie; null: anywhere
 */
export function heldDocument(
  connection: ReadConnection,
  content: number,
  roots: Roots = null,
): HeldDocument | null {
  const [first, ...others] = documentsSeen(connection, content, roots);
  const read = readContent(connection, content);
  if (first === undefined || read === undefined) return null;
  const { title, format } = read;
  return { ...described(connection, first), content, title, format, copies: others.map(placeOf) };
}

function described(
  connection: ReadConnection,
  { root, path, size, modified, container }: DocumentRow,
): Pick<HeldDocument, 'root' | 'path' | 'file' | 'size' | 'modified'> {
  const holder = container === null ? undefined : readDocument(connection, container);
  return { root, path, file: holder?.path ?? path, size, modified };
}

function placeOf({ root, path }: DocumentRow): Place {
  return { root, path };
}

/**
 * What a document holds that was named to find others by.
 * @throws InklingError DOCUMENT_UNKNOWN, DOCUMENT_NOT_READ, DOCUMENT_WITHOUT_TEXT
 */
export function contentAt(connection: ReadConnection, { root, path }: Place): ContentRow {
  const document = documentAt(connection, root, path);
  if (document === undefined) throw unknownDocument();
  const content = document.content === null ? undefined : readContent(connection, document.content);
  if (content === undefined) throw document.state === 'waiting' ? unread() : unreadable(document);
  if (content.length === 0 || content.passages === 0) throw withoutText();
  return content;
}

/** The hash of what a content was read of: copies of other formats share it. */
export function hashOf(connection: ReadConnection, content: number): string {
  const row = connection
    .prepare<[number], { hash: string }>('SELECT hex(hash) AS hash FROM contents WHERE id = ?')
    .get(content);
  return row?.hash ?? '';
}

/** The passage of a content in which a place of its text lies. */
export function passageAt(
  connection: ReadConnection,
  content: number,
  start: number,
): PassageRow | undefined {
  const held = readContent(connection, content);
  if (held === undefined) return undefined;
  const row = connection
    .prepare<[number, number, number], { id: number }>(
      'SELECT id FROM passages WHERE id >= ? AND id < ? AND start <= ? ORDER BY start DESC LIMIT 1',
    )
    .get(held.firstPassage, held.firstPassage + held.passages, start);
  return row === undefined ? undefined : readPassage(connection, row.id, held);
}

export function excerptOf(
  { start, page, heading }: Pick<PassageRow, 'start' | 'page' | 'heading'>,
  text: string,
  marks: readonly Mark[] = [],
): Excerpt {
  return { text, page, heading, start, end: start + text.length, marks };
}

function unread(): InklingError {
  return new InklingError('DOCUMENT_NOT_READ', {
    cause: 'This file has not been read yet.',
    remedy: 'Wait until it is; `inkling status` tells how many files are waiting.',
  });
}

function unreadable({ cause }: DocumentRow): InklingError {
  return new InklingError('DOCUMENT_NOT_READ', {
    cause: `This file could not be read${cause === null ? '.' : `: ${cause}`}`,
    remedy: '`inkling errors` tells what helps.',
  });
}

function withoutText(): InklingError {
  return new InklingError('DOCUMENT_WITHOUT_TEXT', {
    cause: 'This file holds no text to compare.',
    remedy: 'Give a file with words in it.',
  });
}
