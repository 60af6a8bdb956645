import type { ReadConnection, WriteConnection } from './connection.ts';

/** The documents of a label, by content, and how much each is its. */
export interface Assignment {
  readonly label: number;
  readonly contents: Uint32Array;
  readonly scores: Float32Array;
  /** The last content that was looked at: newer ones keep what they were given as they came. */
  readonly upTo: number;
}

/** Puts a label's documents in the place of those it had; contents that left meanwhile are passed over. */
export function assignLabel(
  connection: WriteConnection,
  { label, contents, scores, upTo }: Assignment,
): void {
  connection.transaction(() => {
    const before = scoresOf(connection, label);
    const put = connection.prepare<[number, number, number], never>(
      'INSERT OR REPLACE INTO document_labels (label, content, score) SELECT ?, id, ? FROM contents WHERE id = ?',
    );
    contents.forEach((content, place) => {
      const score = scores[place] ?? 0;
      if (before.get(content) !== score) put.run(label, score, content);
      before.delete(content);
    });
    const drop = connection.prepare<[number, number], never>(
      'DELETE FROM document_labels WHERE label = ? AND content = ?',
    );
    for (const content of before.keys()) if (content <= upTo) drop.run(label, content);
  });
}

function scoresOf(connection: ReadConnection, label: number): Map<number, number> {
  const rows = connection
    .prepare<[number], { content: number; score: number }>(
      'SELECT content, score FROM document_labels WHERE label = ?',
    )
    .all(label);
  return new Map(rows.map(({ content, score }) => [content, score]));
}

/** Inside a transaction or without. */
export function dropLabel(connection: WriteConnection, label: number): void {
  connection.prepare<[number], never>('DELETE FROM document_labels WHERE label = ?').run(label);
}

/** Contents that carry one of the labels. */
export function contentsLabelled(connection: ReadConnection, labels: readonly number[]): Set<number> {
  const rows = connection
    .prepare<[string], { content: number }>(
      'SELECT content FROM document_labels WHERE label IN (SELECT value FROM json_each(?))',
    )
    .all(JSON.stringify(labels));
  return new Set(rows.map(({ content }) => content));
}

export function labelsOfContent(connection: ReadConnection, content: number): number[] {
  return connection
    .prepare<[number], { label: number }>('SELECT label FROM document_labels WHERE content = ?')
    .all(content)
    .map(({ label }) => label);
}
