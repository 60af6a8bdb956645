import type { ReadConnection, WriteConnection } from './connection.ts';

/** How codes of a model's vectors are made, learnt from what was read so far. */
export interface CodeFit {
  /** 1 for the first that was learnt; 0 stands for codes that nothing was learnt for. */
  readonly edition: number;
  /** Passages that had a vector when it was learnt. */
  readonly passages: number;
  /** What was learnt, as its learner wrote it. */
  readonly fit: Uint8Array;
  /** Whether the codes that stand are made by it. */
  readonly isCurrent: boolean;
  /** While it is not: codes of pages before this one are made anew. */
  readonly pagesDone: number;
}

interface Row {
  readonly edition: number;
  readonly passages: number;
  readonly fit: Buffer;
  readonly current: number;
  readonly pages_done: number;
}

const READ = 'SELECT edition, passages, fit, current, pages_done FROM code_fits WHERE model = ?';

/** The one that codes are made by, and the one that is to take its place. */
export function readFits(
  connection: ReadConnection,
  model: number,
): { readonly current: CodeFit | null; readonly next: CodeFit | null } {
  const fits = connection.prepare<[number], Row>(`${READ} ORDER BY edition`).all(model).map(fitOf);
  const current = fits.findLast(({ isCurrent }) => isCurrent) ?? null;
  // The one before the current one may be there still.
  const next = fits.find(({ edition }) => edition > (current?.edition ?? 0)) ?? null;
  return { current, next };
}

export function readFit(connection: ReadConnection, model: number, edition: number): CodeFit | undefined {
  const row = connection.prepare<[number, number], Row>(`${READ} AND edition = ?`).get(model, edition);
  return row && fitOf(row);
}

/** Keeps one that was learnt; no codes are made by it yet. */
export function keepFit(
  connection: WriteConnection,
  model: number,
  { edition, passages, fit }: Pick<CodeFit, 'edition' | 'passages' | 'fit'>,
): void {
  connection
    .prepare<[number, number, number, Uint8Array], never>(
      'INSERT INTO code_fits (model, edition, passages, fit, current, pages_done) VALUES (?, ?, ?, ?, 0, 0)',
    )
    .run(model, edition, passages, fit);
}

export function notePagesDone(
  connection: WriteConnection,
  model: number,
  { edition, pagesDone }: Pick<CodeFit, 'edition' | 'pagesDone'>,
): void {
  connection
    .prepare<[number, number, number], never>(
      'UPDATE code_fits SET pages_done = ? WHERE model = ? AND edition = ?',
    )
    .run(pagesDone, model, edition);
}

/** From now on codes are made by this one. The one before stays, for a snapshot may still be read by it. */
export function makeCurrent(connection: WriteConnection, model: number, edition: number): void {
  connection
    .prepare<[number, number], never>('DELETE FROM code_fits WHERE model = ? AND edition < ?')
    .run(model, edition - 1);
  connection
    .prepare<[number, number], never>('UPDATE code_fits SET current = (edition = ?) WHERE model = ?')
    .run(edition, model);
}

/** What codes of an edition are stored under, by the name of all codes of that version. */
export function codeName(code: string, edition: number): string {
  return edition === 0 ? code : `${code}.${edition}`;
}

function fitOf({ edition, passages, fit, current, pages_done }: Row): CodeFit {
  return { edition, passages, fit, isCurrent: current === 1, pagesDone: pages_done };
}
