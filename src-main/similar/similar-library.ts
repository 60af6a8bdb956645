import type { ReadConnection } from '../storage/connection.ts';
import type { ResidentCodes } from '../storage/resident-codes.ts';
import type { TextReader } from '../storage/text-blocks.ts';

/** What of a library finding from a document or a text reads. */
export interface SimilarLibrary {
  readonly connection: ReadConnection;
  readonly texts: TextReader;
  /** Light codes of every passage, and heavy ones of those that were read closely: of these it is asked alone whether they are there. */
  readonly light: ResidentCodes;
  readonly heavy: ResidentCodes;
  /** What heavy vectors are stored under, and their lanes. */
  readonly heavyModel: number;
  readonly heavyDimensions: number;
  readonly embedLight: (text: string) => Float32Array;
  /** Where a code's bits turn. */
  readonly lightCentre: Float32Array;
  /** The code of a text, as passages have one. */
  readonly lightCode: (vector: Float32Array) => Uint8Array;
}
