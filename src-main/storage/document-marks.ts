import { createHash } from 'node:crypto';

import type { ReadConnection } from './connection.ts';
import type { DocumentRow } from './documents.ts';

/** What a document is known by, without its words and without its path. */
export interface DocumentMark {
  /** Of the document, in this index. */
  readonly document: number;
  /** Of what it holds: the same after a renaming, and after the index was made anew. */
  readonly mark: string;
  /** Of where it lies. */
  readonly place: string;
  /** Its first passage, whose number tells what came later; null where the file could not be read. */
  readonly passage: number | null;
}

/** Hexadecimal digits: among a million documents two share one with a chance of one in ten million. */
const MARK_DIGITS = 16;

/** Null where a file waits to be read: what it holds is not known yet. */
export function markOf(
  connection: ReadConnection,
  document: DocumentRow,
  rootPath: string,
): DocumentMark | null {
  if (document.content === null && document.state === 'waiting') return null;
  const content = document.content === null ? undefined : markedContent(connection, document.content);
  return {
    document: document.id,
    mark: content?.hash.slice(0, MARK_DIGITS).toLowerCase() ?? unreadMark(document),
    place: digest(`${rootPath}/${document.path}`),
    passage: content?.passage ?? null,
  };
}

/** The number the next passage will have; it never falls as long as the index lives. */
export function nextPassage(connection: ReadConnection): number {
  return connection.prepare<[], { next: number }>('SELECT next FROM passage_ids').get()?.next ?? 0;
}

/** What its file says of it, such as its author; empty where it says nothing. */
export function fieldsOfContent(connection: ReadConnection, content: number): Record<string, string> {
  const row = connection
    .prepare<[number], { fields: string | null }>('SELECT fields FROM contents WHERE id = ?')
    .get(content);
  return JSON.parse(row?.fields ?? '{}') as Record<string, string>;
}

function markedContent(connection: ReadConnection, content: number) {
  return connection
    .prepare<[number], { hash: string; passage: number }>(
      'SELECT hex(hash) AS hash, first_passage AS passage FROM contents WHERE id = ?',
    )
    .get(content);
}

/** Of a file nobody could read, all that stays when it is renamed. */
function unreadMark({ size, modified }: DocumentRow): string {
  return digest(`${size} ${modified}`);
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, MARK_DIGITS);
}
