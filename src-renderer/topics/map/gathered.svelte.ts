import type { MappedDocuments } from './mapped-documents.svelte.ts';

/** Titles shown; of more the rest is counted. */
const MOST_LISTED = 100;
/** Examples that a label is made from: more teach it nothing further. */
export const MOST_EXAMPLES = 200;

/** Documents that the person put together on the map, by number. */
export class Gathered {
  documents = $state.raw<readonly number[]>([]);
  #mapped: MappedDocuments;

  constructor(mapped: MappedDocuments) {
    this.#mapped = mapped;
  }

  get listed(): readonly number[] {
    return this.documents.slice(0, MOST_LISTED);
  }

  /** Adds to those that are gathered. */
  take(documents: readonly number[]): void {
    this.documents = [...new Set([...this.documents, ...documents])];
    void this.#mapped.ask(this.listed);
  }

  toggle(document: number): boolean {
    const isIn = this.documents.includes(document);
    if (isIn) this.drop(document);
    else this.take([document]);
    return !isIn;
  }

  drop(document: number): void {
    this.documents = this.documents.filter((each) => each !== document);
    void this.#mapped.ask(this.listed);
  }

  clear(): void {
    this.documents = [];
  }

  /** Lets go of what is no longer on the map. */
  keep(present: readonly number[]): void {
    if (this.documents.length === 0) return;
    const there = new Set(present);
    this.documents = this.documents.filter((document) => there.has(document));
  }

  async paths(): Promise<string[]> {
    return this.#pathsOf(this.documents);
  }

  /** Those a label is made from: all, or some from everywhere. */
  async examples(): Promise<string[]> {
    const { length } = this.documents;
    const step = Math.max(1, length / MOST_EXAMPLES);
    const count = Math.min(length, MOST_EXAMPLES);
    return this.#pathsOf(Array.from({ length: count }, (_, at) => this.documents[Math.floor(at * step)]!));
  }

  async #pathsOf(documents: readonly number[]): Promise<string[]> {
    await this.#mapped.ask(documents);
    return documents.flatMap((document) => this.#mapped.known.get(document)?.path ?? []);
  }
}
