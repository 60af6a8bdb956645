import type { Matrix } from './matrix.ts';
import { fitProjection, meanRow, project } from './projection.ts';
import { fitTable } from './ridge.ts';
import { scaleToTargets, weighTokens } from './token-weights.ts';

export interface TeacherVectors {
  readonly pieces: Matrix;
  readonly training: Matrix;
  readonly heldOut: Matrix;
}

export interface FittedTable {
  /** What the fit began with: the teacher's vectors of single pieces, weighted. */
  readonly start: Matrix;
  readonly table: Matrix;
  /** The teacher's held-out vectors in the table's dimensions. */
  readonly heldOut: Matrix;
}

const DIMENSIONS = 256;
const RIDGE = { strength: 0.05, iterations: 8 };

/**
 * Distils the teacher into a table of token vectors: project, weigh, fit. Pieces are centred by their own mean: alone, each
 * is read by the teacher as a text of one word, and what all such texts share is no meaning.
 */
export function fitLightTable(teacher: TeacherVectors, training: readonly Uint16Array[]): FittedTable {
  const projection = fitProjection(teacher.training, DIMENSIONS);
  const targets = project(teacher.training, projection);
  const pieces = project(teacher.pieces, { ...projection, mean: meanRow(teacher.pieces) });
  const start = scaleToTargets(weighTokens(pieces, training), training, targets);
  const table = fitTable(start, training, targets, RIDGE);
  return { start, table, heldOut: project(teacher.heldOut, projection) };
}
