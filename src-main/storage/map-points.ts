import type { ReadConnection, WriteConnection } from './connection.ts';

/** Where a content lies on the map, 0…1 both ways. */
export interface MapPoint {
  readonly content: number;
  readonly x: number;
  readonly y: number;
  /** Whether it was laid out with others, and holds those that came later. */
  readonly anchor: boolean;
}

/** How the map was made that stands. */
export interface MapLayout {
  /** Documents there were. */
  readonly documents: number;
  readonly anchors: number;
  readonly basis: 'light' | 'heavy';
}

export interface StoredMap {
  /** Null until there is a map. */
  readonly layout: MapLayout | null;
  readonly points: readonly MapPoint[];
}

/** Places of contents, row by row; with a layout they stand in the place of all there were. */
export interface MadePoints {
  readonly layout: MapLayout | null;
  readonly contents: Uint32Array;
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly anchors: Uint8Array;
}

/** The map as it was kept, by content; of contents that have a document. */
export function readMap(connection: ReadConnection): StoredMap {
  return connection.snapshot(() => {
    const layout = connection
      .prepare<[], MapLayout>('SELECT documents, anchors, basis FROM map_layout WHERE id = 1')
      .get();
    const points = connection
      .prepare<[], Omit<MapPoint, 'anchor'> & { anchor: number }>(
        `SELECT content, x, y, anchor FROM map_points
         WHERE EXISTS (SELECT 1 FROM documents WHERE documents.content = map_points.content) ORDER BY content`,
      )
      .all()
      .map(({ anchor, ...point }) => ({ ...point, anchor: anchor === 1 }));
    return { layout: layout ?? null, points };
  });
}

/** How the map stands to the documents there are. */
export interface MapStanding {
  readonly documents: number;
  /** Of these those that were read closely. */
  readonly deep: number;
  /** Of these those that have no place. */
  readonly missing: number;
  readonly anchors: number;
}

export function readMapStanding(connection: ReadConnection, heavyModel: number): MapStanding {
  const counts = connection
    .prepare<[number], MapStanding>(
      `SELECT count(*) AS documents, ifnull(sum(heavy_model IS ?), 0) AS deep,
         ifnull(sum(map_points.content IS NULL), 0) AS missing, ifnull(sum(anchor), 0) AS anchors
       FROM document_vectors LEFT JOIN map_points ON map_points.content = document_vectors.content
       WHERE EXISTS (SELECT 1 FROM documents WHERE documents.content = document_vectors.content)`,
    )
    .get(heavyModel);
  return counts ?? { documents: 0, deep: 0, missing: 0, anchors: 0 };
}

/** Keeps places of contents that are still there. */
export function keepMap(connection: WriteConnection, made: MadePoints): void {
  const insert = connection.prepare<[number, number, number, number], never>(
    'INSERT OR REPLACE INTO map_points (content, x, y, anchor) SELECT id, ?, ?, ? FROM contents WHERE id = ?',
  );
  connection.transaction(() => {
    if (made.layout !== null) replaceLayout(connection, made.layout);
    made.contents.forEach((content, row) => {
      insert.run(made.x[row]!, made.y[row]!, made.anchors[row]!, content);
    });
  });
}

/** The label that each content carries most, of those that carry one. */
export function strongestLabels(connection: ReadConnection): Map<number, number> {
  // SQLite takes the other columns from the row that has the maximum.
  const rows = connection
    .prepare<[], { content: number; label: number }>(
      'SELECT content, label, max(score) FROM document_labels GROUP BY content',
    )
    .all();
  return new Map(rows.map(({ content, label }) => [content, label]));
}

function replaceLayout(connection: WriteConnection, { documents, anchors, basis }: MapLayout): void {
  connection.exec('DELETE FROM map_points');
  connection
    .prepare<[number, number, string], never>(
      'INSERT OR REPLACE INTO map_layout (id, documents, anchors, basis) VALUES (1, ?, ?, ?)',
    )
    .run(documents, anchors, basis);
}
