import { EigenvalueDecomposition } from 'ml-matrix';

import { innerProduct } from '../lib/vector.ts';
import type { DocumentSpace } from '../lib/document-space.ts';
import { areTwins } from './twins.ts';

/** How a label stands, before it is put into words. */
export interface Standing {
  readonly kind:
    | 'clear'
    | 'overlaps'
    | 'twin'
    | 'thin'
    | 'drifted'
    | 'everywhere'
    | 'unspoken'
    | 'vague'
    | 'empty';
  /** The index of the other label. */
  readonly other: number | null;
  /** Of `overlaps`: the share of its documents that the other has too. */
  readonly share: number;
}

/** What of a label its standing is judged by. */
export interface StandingLabel {
  readonly vector: Float32Array;
  /** Whether it has a word or an example to be found by. */
  readonly isDefined: boolean;
  /** It goes by words that tell no document from others, and no example. */
  readonly isEverywhere: boolean;
  /** It goes by words that no document holds, and no example: it has the nearest in meaning, however far they are. */
  readonly isUnspoken: boolean;
  /** It goes by one word and no example: what that word is near to may be anything. */
  readonly isVague: boolean;
  readonly drifted: boolean;
  /** Rows of the documents that carry it. */
  readonly members: readonly number[];
}

const OVERLAP = 0.4;
const THIN = 3;

/** How each label stands beside the others. */
export function standings(labels: readonly StandingLabel[]): Standing[] {
  const shared = sharedMembers(labels);
  return labels.map((label, index) => {
    if (!label.isDefined) return plain('empty');
    if (label.isEverywhere) return plain('everywhere');
    const twin = labels.findIndex(
      (other, place) => place !== index && isTold(other) && areTwins(label.vector, other.vector),
    );
    if (twin >= 0) return { kind: 'twin', other: twin, share: 0 };
    if (label.members.length < THIN) return plain('thin');
    if (label.isUnspoken) return plain('unspoken');
    if (label.drifted) return plain('drifted');
    const counts = shared[index]!;
    const most = counts.indexOf(Math.max(...counts));
    const share = counts[most]! / label.members.length;
    if (share >= OVERLAP) return { kind: 'overlaps', other: most, share };
    return plain(label.isVague ? 'vague' : 'clear');
  });
}

/** Whether what it means is known. */
function isTold({ isDefined, isEverywhere }: StandingLabel): boolean {
  return isDefined && !isEverywhere;
}

/** For each label the documents that each other one has too. */
function sharedMembers(labels: readonly StandingLabel[]): number[][] {
  const shared = labels.map(() => labels.map(() => 0));
  const labelsOf = new Map<number, number[]>();
  labels.forEach(({ members }, label) => {
    for (const row of members) {
      const others = labelsOf.get(row);
      for (const other of others ?? []) {
        shared[label]![other]! += 1;
        shared[other]![label]! += 1;
      }
      if (others === undefined) labelsOf.set(row, [label]);
      else others.push(label);
    }
  });
  return shared;
}

function plain(kind: Standing['kind']): Standing {
  return { kind, other: null, share: 0 };
}

/** Documents looked at: the rank of a sample is that of the library, for subjects recur. */
const SAMPLE = 256;
/** Of fewer documents the rank is that of their number. */
const FEWEST = 16;
const NOTHING = 1e-12;

/**
 * How many directions documents spread over: the exponential of the entropy of their singular values (Roy and Vetterli,
 * "The effective rank", 2007; RankMe: Garrido et al., ICML 2023, eq. 1). Null of too few.
 */
export function effectiveRank(space: DocumentSpace): number | null {
  const count = Math.min(SAMPLE, space.count);
  if (count < FEWEST) return null;
  const vectors = Array.from({ length: count }, (_, index) =>
    space.row(Math.floor((index * space.count) / count)),
  );
  const products = vectors.map((left) => vectors.map((right) => innerProduct(left, right)));
  const { realEigenvalues } = new EigenvalueDecomposition(products, { assumeSymmetric: true });
  const singular = realEigenvalues.map((value) => Math.sqrt(Math.max(0, value)));
  const sum = singular.reduce((total, value) => total + value, 0);
  if (sum < NOTHING) return null;
  const entropy = singular.reduce((total, value) => {
    const share = value / sum;
    return share > NOTHING ? total - share * Math.log(share) : total;
  }, 0);
  return Math.exp(entropy);
}
