import { sentenceEnds } from '../../lib/text/sentences.ts';
import type { HeavyModel } from './heavy-model.ts';
import {
  answeringRange,
  Likeness,
  tokenVectors,
  type TokenRange,
  type TokenVectors,
} from './late-interaction.ts';

/** A passage to be read for a query. */
export interface CloseRequest {
  readonly query: string;
  /** As it is embedded: title and headings, then the passage's own text from `bodyStart` on. */
  readonly text: string;
  readonly bodyStart: number;
}

/** What one run of the model over a passage says. */
export interface CloseReading {
  /** The same as `HeavyModel.embed` gives. */
  readonly vector: Int8Array;
  /** Late interaction with the query, −1…1. */
  readonly late: number;
  /** The sentence that answers best, in UTF-16 units of the passage's own text; null where it is the only one. */
  readonly answer: { readonly start: number; readonly end: number } | null;
}

/** Reads passages token by token for a query; the last query's tokens are kept. */
export class CloseReader {
  readonly #model: HeavyModel;
  #query: { readonly text: string; readonly vectors: Promise<TokenVectors> } | undefined;

  constructor(model: HeavyModel) {
    this.#model = model;
  }

  async read({ query, text, bodyStart }: CloseRequest): Promise<CloseReading> {
    const asked = await this.#vectorsOf(query);
    const prefix = this.#model.prefixOf('passage');
    const states = await this.#model.states(prefix + text);
    const likeness = new Likeness(asked, tokenVectors(states.lanes, states.dimensions, this.#model.marks));
    return {
      vector: this.#model.pooled(states),
      late: likeness.late(),
      answer: this.#answer(likeness, prefix + text, prefix.length + bodyStart),
    };
  }

  #vectorsOf(text: string): Promise<TokenVectors> {
    if (this.#query?.text !== text) {
      const prefix = this.#model.prefixOf('query');
      const vectors = this.#model
        .states(prefix + text)
        .then(({ lanes, dimensions }) =>
          withoutFirst(tokenVectors(lanes, dimensions, this.#model.marks), this.#model.countTokens(prefix)),
        );
      this.#query = { text, vectors };
    }
    return this.#query.vectors;
  }

  #answer(likeness: Likeness, text: string, bodyStart: number): CloseReading['answer'] {
    const body = text.slice(bodyStart);
    const ends = sentenceEnds(body);
    const sentences = ends.map((end, place) => ({ start: ends[place - 1] ?? 0, end }));
    const ranges = this.#ranges(likeness.columns, [
      text.slice(0, bodyStart),
      ...sentences.map(({ start, end }) => body.slice(start, end)),
    ]);
    const sentence = sentences[answeringRange(likeness, ranges.slice(1))];
    if (sentence === undefined) return null;
    const shown = body.slice(sentence.start, sentence.end).trimEnd();
    return { start: sentence.start, end: sentence.start + shown.length };
  }

  /**
   * Where the tokens of consecutive parts of a text lie. A word piece never reaches over a blank, so that parts cut
   * at blanks have together the tokens of the whole; where they do not, no part can be told from another.
   */
  #ranges(count: number, parts: readonly string[]): TokenRange[] {
    let to = 0;
    const ranges = parts.map((part) => {
      const from = to;
      to += this.#model.countTokens(part);
      return { from: Math.min(from, count), to: Math.min(to, count) };
    });
    return to < count ? [] : ranges;
  }
}

/** What every question begins with asks for nothing. */
function withoutFirst({ lanes, dimensions }: TokenVectors, tokens: number): TokenVectors {
  return { lanes: lanes.subarray(tokens * dimensions), dimensions };
}
