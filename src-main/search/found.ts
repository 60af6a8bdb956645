import type { Stage } from '../contract/index.ts';
import { LIGHT_CALIBRATION } from './calibration.ts';
import type { Correction } from './corrections.ts';
import type { Allowance } from './allowance.ts';
import { rank, type Calibration, type Candidate, type RankedContent } from './fusion.ts';
import type { KnownWords } from './known-words.ts';
import type { LexicalAnswer } from './lexical.ts';
import type { NamedDocument } from './names.ts';
import type { ParsedQuery } from './query/parse.ts';
import type { RankingWeights } from './ranking-weights.ts';
import type { Scope } from './scope.ts';
import { semanticShare } from './semantic-share.ts';

/** Candidates of one query and all that is known of them. */
export interface Found {
  readonly query: ParsedQuery;
  readonly lexical: LexicalAnswer | null;
  readonly named: readonly NamedDocument[];
  readonly allowance: Allowance | null;
  /** The part of the library that may be seen; null: all of it. */
  readonly scope: Scope | null;
  /** What may be known of words. */
  readonly known: KnownWords;
  /** The light similarity of any passage. */
  readonly lightOf: (passage: number) => number;
  readonly candidates: readonly Candidate[];
  /** Of what the query's telling words weigh, how much each candidate passage holds of it, 0…1. */
  readonly said: ReadonlyMap<number, number>;
  /** Words searched in place of misspelt ones; `query` holds them already. */
  readonly corrections: readonly Correction[];
  /** Share of the query that meaning can be made of, 0…1; 0 where words alone are asked for. */
  readonly readable: number;
  /** The query is in a language the models cannot read. */
  readonly isForeign: boolean;
  readonly deepCalibration: Calibration;
  readonly lateCalibration: Calibration | null;
  /** By which it was found, and is ranked. */
  readonly weights: RankingWeights;
}

const NOTHING_BEYOND: ReadonlyMap<number, number> = new Map();

/** Ranks what was found with the similarities known at a stage; pure. */
export function rankFound(
  found: Found,
  stage: Stage | 'choice',
  candidates: readonly Candidate[] = found.candidates,
): RankedContent[] {
  return rank(candidates, {
    mostLexical: found.lexical?.most ?? 0,
    beyond: found.lexical?.beyond ?? NOTHING_BEYOND,
    semanticShare: found.readable === 0 ? 0 : semanticShare(stage, found.readable),
    light: LIGHT_CALIBRATION,
    deep: found.deepCalibration,
    late: found.lateCalibration,
    weights: found.weights,
  });
}
