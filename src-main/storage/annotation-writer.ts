import type { WriteConnection } from './connection.ts';
import { describeNext, keepLanguages, type LanguageSample, type ToldLanguage } from './descriptions.ts';
import { assignLabel, dropLabel, type Assignment } from './document-labels.ts';
import { keepMap, type MadePoints } from './map-points.ts';
import {
  giveUpRecognition,
  keepRecognisedPage,
  recogniseAgain,
  type RecogniseAgainRequest,
  type StoredPage,
} from './recognition.ts';
import { keepSketches, type StoredSketch } from './sketches.ts';
import { TextReader } from './text-blocks.ts';

/** What is told of contents once they are stored: words of their pictures, languages, labels, what they are alike by. */
export class AnnotationWriter {
  readonly #connection: WriteConnection;

  constructor(connection: WriteConnection) {
    this.#connection = connection;
  }

  /** Keeps the words of a page until its document is finished. */
  keepPage({ hash, ...page }: StoredPage & { readonly hash: Uint8Array; readonly languages: string }): void {
    keepRecognisedPage(this.#connection, hash, page);
  }

  giveUpRecognition({
    content,
    ...why
  }: {
    readonly content: number;
    readonly languages: string;
    readonly code: string;
    readonly cause: string;
  }): void {
    giveUpRecognition(this.#connection, content, why);
  }

  recogniseAgain(request: RecogniseAgainRequest): void {
    recogniseAgain(this.#connection, request);
  }

  /** Keeps what near duplicates are found by. */
  keepSketches({ sketches }: { readonly sketches: readonly StoredSketch[] }): void {
    keepSketches(this.#connection, sketches);
  }

  /** Keeps where contents lie on the map. */
  keepMap(made: MadePoints): void {
    keepMap(this.#connection, made);
  }

  /** Reads what some contents say of themselves; answers with what their languages are told from. */
  describe({ limit }: { readonly limit: number }): LanguageSample[] {
    return this.#connection.transaction(() =>
      describeNext(this.#connection, new TextReader(this.#connection), limit),
    );
  }

  keepLanguages({ told }: { readonly told: readonly ToldLanguage[] }): void {
    this.#connection.transaction(() => {
      keepLanguages(this.#connection, told);
    });
  }

  /** Puts documents in the place of those that had a label. */
  assign(assignment: Assignment): void {
    assignLabel(this.#connection, assignment);
  }

  /** No document has the label any more. */
  dropLabel({ label }: { readonly label: number }): void {
    dropLabel(this.#connection, label);
  }
}
