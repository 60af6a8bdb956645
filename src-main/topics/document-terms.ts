import { indexableText } from '../lib/text/indexable.ts';
import { isGrammar } from '../lib/text/telling-words.ts';
import { terms } from '../lib/text/tokens.ts';

/** UTF-16 units read of a document: it says first what it is about, and every letter more takes time. */
export const SAID_FIRST = 4_000;
const SHORTEST = 2;

/** Terms of documents, row by row, as numbers of one vocabulary. */
export interface DocumentTerms {
  /** Each term once. */
  readonly rows: readonly Uint32Array[];
  readonly vocabulary: readonly string[];
}

/** The terms of what a document says first, each once, without those that hold sentences together. */
export function saidTerms(beginning: string): Set<string> {
  const said = new Set(terms(indexableText(beginning.slice(0, SAID_FIRST))));
  for (const term of said) if (term.length < SHORTEST || isGrammar(term)) said.delete(term);
  return said;
}

/** Terms of contents that were read once stay known until they leave. */
export class KnownTerms {
  readonly #read: (content: number) => string;
  readonly #vocabulary: string[] = [];
  readonly #numbers = new Map<string, number>();
  #known = new Map<number, Uint32Array>();

  /** @param read what a content begins with */
  constructor(read: (content: number) => string) {
    this.#read = read;
  }

  of(contents: Uint32Array): DocumentTerms {
    const rows = Array.from(contents, (content) => this.#known.get(content) ?? this.#termsOf(content));
    this.#known = new Map(rows.map((row, place) => [contents[place]!, row]));
    return { rows, vocabulary: this.#vocabulary };
  }

  #termsOf(content: number): Uint32Array {
    return Uint32Array.from(saidTerms(this.#read(content)), (term) => {
      const known = this.#numbers.get(term) ?? this.#vocabulary.length;
      if (known === this.#vocabulary.length) {
        this.#numbers.set(term, known);
        this.#vocabulary.push(term);
      }
      return known;
    });
  }
}
