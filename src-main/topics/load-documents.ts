import { LIGHT_DIMENSIONS } from '../embed/light/light-manifest.ts';
import type { ReadConnection } from '../storage/connection.ts';
import { readDocumentVectors } from '../storage/document-vectors.ts';
import { effectiveRank } from './health.ts';
import { SpokenWords } from './spoken.ts';
import { TopicLibrary } from './topic-library.ts';

/** A library's documents as labels see them. */
export interface Loaded {
  readonly library: TopicLibrary;
  readonly spoken: SpokenWords;
  readonly rank: number | null;
}

export function loadDocuments(
  connection: ReadConnection,
  heavyModel: number,
  heavyDimensions: number,
): Loaded {
  const read = readDocumentVectors(connection, heavyModel);
  const library = new TopicLibrary({
    contents: read.contents,
    light: { dimensions: LIGHT_DIMENSIONS, rows: read.light },
    heavy: { dimensions: heavyDimensions, rows: read.heavy },
    heavyRow: read.heavyRow,
  });
  const spoken = new SpokenWords(connection, read.contents);
  return { library, spoken, rank: effectiveRank(library.space) };
}
