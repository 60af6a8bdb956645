import { createHash } from 'node:crypto';

import type { ReadConnection } from './connection.ts';
import { CODES_A_PAGE } from './code-pages.ts';
import { CODE_BYTES } from './content.ts';
import { TextReader } from './text-blocks.ts';

interface DigestRow {
  readonly root: number;
  readonly path: string;
  readonly state: string;
  readonly code: string | null;
  readonly content: number | null;
  readonly hash: Buffer | null;
  readonly format: string | null;
  readonly title: string | null;
  readonly length: number | null;
  readonly first: number | null;
  readonly passages: number | null;
}

interface PassageRow {
  readonly start: number;
  readonly length: number;
  readonly page: number | null;
  readonly heading: string | null;
  readonly hash: Buffer;
}

export interface DigestOptions {
  readonly rootPath: (root: number) => string;
  /** What light codes are stored under. */
  readonly lightModel: number;
}

/**
 * A canonical hash of what the index says, whatever order it was made in: path, state, content hash, text,
 * passage bounds, terms, light codes and light vectors of documents. Two libraries of the same files, made by the same
 * version, answer with the same digest; what only time, models or a person add to them is not in it.
 */
export function digestIndex(connection: ReadConnection, { rootPath, lightModel }: DigestOptions): string {
  return connection.snapshot(() => {
    const hash = createHash('sha256');
    const texts = new TextReader(connection);
    for (const row of documentRows(connection).toSorted((left, right) => byPath(left, right, rootPath))) {
      hash.update(JSON.stringify([rootPath(row.root), row.path, row.state, row.code, row.format, row.title]));
      if (row.content !== null) hashContent({ connection, texts, lightModel }, row, hash);
    }
    for (const { term, doc, cnt } of termRows(connection)) hash.update(`${term} ${doc} ${cnt}\n`);
    return hash.digest('hex');
  });
}

interface Sources {
  readonly connection: ReadConnection;
  readonly texts: TextReader;
  readonly lightModel: number;
}

function hashContent(
  { connection, texts, lightModel }: Sources,
  row: DigestRow,
  hash: ReturnType<typeof createHash>,
): void {
  if (row.hash !== null) hash.update(row.hash);
  hash.update(texts.read(row.content ?? -1, 0, row.length ?? 0));
  hash.update(lightOf(connection, row.content ?? -1));
  const first = row.first ?? 0;
  const last = first + (row.passages ?? 0) - 1;
  const passages = connection
    .prepare<[number, number], PassageRow>(
      'SELECT start, length, page, heading, hash FROM passages WHERE id BETWEEN ? AND ? ORDER BY id',
    )
    .all(first, last);
  passages.forEach((passage, index) => {
    hash.update(JSON.stringify([passage.start, passage.length, passage.page, passage.heading]));
    hash.update(passage.hash).update(codeOf(connection, lightModel, first + index));
  });
}

function documentRows(connection: ReadConnection): DigestRow[] {
  return connection
    .prepare<[], DigestRow>(
      `SELECT root, path, state, documents.code, content, hash, format, title, length,
         first_passage AS first, passages
       FROM documents LEFT JOIN contents ON contents.id = documents.content`,
    )
    .all();
}

function lightOf(connection: ReadConnection, content: number): Buffer {
  const row = connection
    .prepare<[number], { light: Buffer }>('SELECT light FROM document_vectors WHERE content = ?')
    .get(content);
  return row?.light ?? Buffer.alloc(0);
}

/** The stored light code of a passage. */
function codeOf(connection: ReadConnection, model: number, passage: number): Buffer {
  const row = connection
    .prepare<[number, number, number, number], { code: Buffer }>(
      'SELECT substr(codes, ?, ?) AS code FROM code_pages WHERE model = ? AND page = ?',
    )
    .get((passage % CODES_A_PAGE) * CODE_BYTES + 1, CODE_BYTES, model, Math.floor(passage / CODES_A_PAGE));
  return row?.code ?? Buffer.alloc(CODE_BYTES);
}

function termRows(connection: ReadConnection): IterableIterator<{ term: string; doc: number; cnt: number }> {
  return connection
    .prepare<[], { term: string; doc: number; cnt: number }>(
      'SELECT term, doc, cnt FROM posting_terms ORDER BY term',
    )
    .iterate();
}

function byPath(left: DigestRow, right: DigestRow, rootPath: (root: number) => string): number {
  const leftPath = `${rootPath(left.root)}/${left.path}`;
  const rightPath = `${rootPath(right.root)}/${right.path}`;
  return leftPath < rightPath ? -1 : Number(leftPath > rightPath);
}
