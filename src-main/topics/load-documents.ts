import { LIGHT_DIMENSIONS } from '../embed/light/light-manifest.ts';
import type { ReadConnection } from '../storage/connection.ts';
import { readDocumentVectors } from '../storage/document-vectors.ts';
import type { KnownTerms } from './document-terms.ts';
import { effectiveRank } from './health.ts';
import { SpokenWords } from './spoken.ts';
import { TopicLibrary } from './topic-library.ts';

/** A library's documents as labels see them. */
export interface Loaded {
  readonly library: TopicLibrary;
  readonly spoken: SpokenWords;
  readonly rank: number | null;
}

/** Documents whose words are read beside their vectors: of more it takes too long before they are read closely. */
const MOST_READ = 20_000;

export function loadDocuments(
  connection: ReadConnection,
  known: KnownTerms,
  {
    heavy,
    wordMean,
  }: {
    readonly heavy: { readonly model: number; readonly dimensions: number };
    /** What words have in common, as light vectors. */
    readonly wordMean: Float32Array;
  },
): Loaded {
  const read = readDocumentVectors(connection, heavy.model);
  const library = new TopicLibrary({
    contents: read.contents,
    light: { dimensions: LIGHT_DIMENSIONS, rows: read.light },
    heavy: { dimensions: heavy.dimensions, rows: read.heavy },
    heavyRow: read.heavyRow,
    wordMean,
    terms: read.contents.length > MOST_READ ? null : () => known.of(read.contents),
  });
  const spoken = new SpokenWords(connection, read.contents);
  return { library, spoken, rank: effectiveRank(library.space) };
}
