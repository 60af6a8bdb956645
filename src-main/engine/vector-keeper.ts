import type { Calls } from '../lib/calls.ts';
import type { PassageVector } from '../storage/vectors.ts';
import type { WriteHandlers } from './write-thread.ts';

/** Keeps vectors made while someone waited; takes what is read of passages, of which vectors are a part. */
export type KeepVectors = (vectors: readonly PassageVector[]) => void;

/** What cannot be kept, as while the library closes, is made again when it is needed. */
export function vectorKeeper(writer: Pick<Calls<WriteHandlers>, 'keepVectors'>): KeepVectors {
  return (read) => {
    const vectors = read.map(({ passage, hash, vector }) => ({ passage, hash, vector }));
    if (vectors.length > 0) writer.keepVectors({ vectors }).catch(() => undefined);
  };
}
