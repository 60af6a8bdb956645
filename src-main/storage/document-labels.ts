import type { ReadConnection, WriteConnection } from './connection.ts';

/** The documents of a label, by content, and how much each is its. */
export interface Assignment {
  readonly label: number;
  readonly contents: Uint32Array;
  readonly scores: Float32Array;
}

/** Puts a label's documents in the place of those it had; contents that left meanwhile are passed over. */
export function assignLabel(connection: WriteConnection, { label, contents, scores }: Assignment): void {
  connection.transaction(() => {
    dropLabel(connection, label);
    const insert = connection.prepare<[number, number, number], never>(
      'INSERT INTO document_labels (label, content, score) SELECT ?, id, ? FROM contents WHERE id = ?',
    );
    contents.forEach((content, place) => insert.run(label, scores[place] ?? 0, content));
  });
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
