import type { WriteConnection } from './connection.ts';
import { HASH_BYTES, type PreparedContent } from './content.ts';
import { post } from './posting-writer.ts';

/** Inserts what a file holds; answers with its number. */
export function insertContent(connection: WriteConnection, content: PreparedContent, first: number): number {
  const fields = Object.keys(content.fields).length === 0 ? null : JSON.stringify(content.fields);
  return Number(
    connection
      .prepare<unknown[], never>(
        `INSERT INTO contents (hash, format, title, fields, length, data_like, code, cause, first_passage, passages,
             pictured, recognised, languages)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        content.hash,
        content.format,
        content.title,
        fields,
        content.text.length,
        content.dataLike ? 1 : 0,
        content.shortfall?.code ?? null,
        content.shortfall?.cause ?? null,
        first,
        content.passages.starts.length,
        content.pictured ?? 0,
        content.recognised?.pages ?? 0,
        content.recognised?.languages ?? null,
      ).lastInsertRowid,
  );
}

/** Inserts its passages, their words with them. */
export function insertPassages(connection: WriteConnection, content: PreparedContent, first: number): void {
  const { starts, lengths, pages, headingOf, headings, hashes } = content.passages;
  const passage = connection.prepare<unknown[], never>(
    'INSERT INTO passages (id, start, length, page, heading, hash) VALUES (?, ?, ?, ?, ?, ?)',
  );
  starts.forEach((start, index) => {
    const length = lengths[index] ?? 0;
    const heading = headings[headingOf[index] ?? -1] ?? null;
    const page = pages[index] ?? 0;
    const hash = hashes.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES);
    passage.run(first + index, start, length, page === 0 ? null : page, heading, hash);
    post(connection, {
      id: first + index,
      title: content.title,
      heading,
      body: content.text.slice(start, start + length),
    });
  });
}
