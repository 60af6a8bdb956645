import type { WriteConnection } from './connection.ts';
import type { PreparedContent } from './content.ts';

/** A content that another takes the place of. */
export interface ReplacedContent {
  readonly id: number;
  readonly first: number;
  readonly passages: number;
  /** Pages of it that had words in pictures. */
  readonly recognised: number;
}

export function readReplaced(connection: WriteConnection, id: number): ReplacedContent | undefined {
  return connection
    .prepare<[number], ReplacedContent>(
      'SELECT id, first_passage AS first, passages, recognised FROM contents WHERE id = ?',
    )
    .get(id);
}

/** Notes of a content that stays as it is how its pictures were looked at. */
export function noteRecognised(
  connection: WriteConnection,
  id: number,
  { pictured = 0, recognised, shortfall }: PreparedContent,
): void {
  const { code, cause } = shortfall ?? { code: null, cause: null };
  connection
    .prepare<unknown[], never>(
      'UPDATE contents SET pictured = ?, recognised = ?, languages = ?, code = ?, cause = ? WHERE id = ?',
    )
    .run(pictured, recognised?.pages ?? 0, recognised?.languages ?? null, code, cause, id);
  repointDocuments(connection, id, { id, code, cause });
}

/** Documents of one content have another from now on, and its reason. */
export function repointDocuments(
  connection: WriteConnection,
  before: number,
  { id, code, cause }: { readonly id: number; readonly code: string | null; readonly cause: string | null },
): void {
  connection
    .prepare<unknown[], never>(
      `UPDATE documents SET content = ?, state = iif(state = 'waiting', state, ?), code = ?, cause = ?
       WHERE content = ?`,
    )
    .run(id, code === null ? 'indexed' : 'partial', code, cause, before);
}
