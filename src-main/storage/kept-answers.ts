import type { ReadConnection } from './connection.ts';

/**
 * What a database was asked, kept as long as it stays as it is; all goes where it has become much. For answers that take
 * far more than the microseconds in which the database tells whether it has changed.
 */
export class KeptAnswers<Answer> {
  readonly #connection: ReadConnection;
  readonly #most: number;
  readonly #known = new Map<string, Answer>();
  #edition = -1;

  /** @param most answers kept */
  constructor(connection: ReadConnection, most: number) {
    this.#connection = connection;
    this.#most = most;
  }

  of(question: string, answer: () => Answer): Answer {
    this.#follow();
    const known = this.#known.get(question);
    if (known !== undefined || this.#known.has(question)) return known as Answer;
    const fresh = answer();
    if (this.#known.size >= this.#most) this.#known.clear();
    this.#known.set(question, fresh);
    return fresh;
  }

  #follow(): void {
    const edition = this.#connection.edition();
    if (edition === this.#edition) return;
    this.#edition = edition;
    this.#known.clear();
  }
}
