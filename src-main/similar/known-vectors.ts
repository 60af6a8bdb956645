import { embeddedPassage, type ReadPassage } from '../storage/embedded-passage.ts';
import { readPassage } from '../storage/passages.ts';
import { vectorOfPassage } from '../storage/vectors.ts';
import type { SimilarLibrary } from './similar-library.ts';

/** Heavy vectors of some passages: those stored, and what the others are made of, in the order asked for. */
export interface KnownVectors {
  readonly stored: readonly { readonly passage: number; readonly vector: Int8Array }[];
  readonly fresh: readonly ReadPassage[];
}

/** Passages that left are in neither. */
export function knownVectors(
  { connection, texts, heavyModel }: Pick<SimilarLibrary, 'connection' | 'texts' | 'heavyModel'>,
  passages: readonly number[],
): KnownVectors {
  const stored: { passage: number; vector: Int8Array }[] = [];
  const fresh: ReadPassage[] = [];
  for (const passage of new Set(passages)) {
    const vector = vectorOfPassage(connection, heavyModel, passage);
    const row = vector === undefined ? readPassage(connection, passage) : undefined;
    if (vector !== undefined) stored.push({ passage, vector });
    if (row !== undefined) fresh.push(embeddedPassage(row, texts.read(row.content, row.start, row.length)));
  }
  return { stored, fresh };
}
