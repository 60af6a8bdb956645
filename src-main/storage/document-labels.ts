import type { WriteConnection } from './connection.ts';

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
