import { openForReading, type ReadConnection } from '../../storage/connection.ts';
import { labelsOfContent } from '../../storage/document-labels.ts';
import { readMap, readMapStanding, strongestLabels, type MapLayout } from '../../storage/map-points.ts';
import { findModel } from '../../storage/models.ts';
import { readContent } from '../../storage/passages.ts';
import { placeOfContent, type DocumentPlace } from '../topic-documents.ts';
import { isOutgrown } from './anchors.ts';
import { basisOf } from './map-vectors.ts';
import { sampleRows } from './sample.ts';

/** Points that a page still draws within a frame. */
const MOST_DRAWN = 20_000;
const DIGITS = 1e4;

/** The map as it is kept, drawn down to what a page can show. */
export interface ReadPoints {
  /** Whether every document has its place, and the map fits the library. */
  readonly isWhole: boolean;
  readonly layout: MapLayout | null;
  readonly total: number;
  readonly contents: readonly number[];
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly labels: readonly (number | null)[];
}

/** A content on the map, with the first of its documents. */
export interface MappedContent extends DocumentPlace {
  readonly content: number;
  readonly title: string | null;
  readonly format: string;
  readonly labels: readonly number[];
}

/** Reads the map and what its points stand for, over a connection of its own. */
export class MapReader {
  readonly #connection: ReadConnection;
  readonly #heavyModel: number;

  constructor({ file, heavyModel }: { readonly file: string; readonly heavyModel: string }) {
    this.#connection = openForReading(file);
    this.#heavyModel = findModel(this.#connection, heavyModel);
  }

  close(): void {
    this.#connection.close();
  }

  points(): ReadPoints {
    const { layout, points } = readMap(this.#connection);
    const labels = strongestLabels(this.#connection);
    const contents = points.map(({ content }) => content);
    const drawn = sampleRows(contents, MOST_DRAWN).map((row) => points[row]!);
    return {
      isWhole: this.#isWhole(layout),
      layout,
      total: points.length,
      contents: drawn.map(({ content }) => content),
      x: drawn.map(({ x }) => rounded(x)),
      y: drawn.map(({ y }) => rounded(y)),
      labels: drawn.map(({ content }) => labels.get(content) ?? null),
    };
  }

  #isWhole(layout: MapLayout | null): boolean {
    const { documents, deep, missing, anchors } = readMapStanding(this.#connection, this.#heavyModel);
    if (documents === 0) return true;
    return missing === 0 && !isOutgrown(layout, { documents, anchors, basis: basisOf(deep, documents) });
  }

  documents({ contents }: { readonly contents: readonly number[] }): MappedContent[] {
    return contents.flatMap((content) => {
      const place = placeOfContent(this.#connection, content);
      const read = readContent(this.#connection, content);
      if (place === null || read === undefined) return [];
      const labels = labelsOfContent(this.#connection, content);
      return { content, ...place, title: read.title, format: read.format, labels };
    });
  }
}

function rounded(value: number): number {
  return Math.round(value * DIGITS) / DIGITS;
}
