import type { Match } from '../../contract/index.ts';
import type { Client } from '../../rpc/client.ts';

/** What the contract lists at once. */
const PAGE = 200;

/** The matches of a query that were not told yet: those that came since, and those that changed. */
export class NewMatches {
  readonly #query: string;
  /** When each that was told was changed last, by path. What left is kept: it is no news when it is back as it was. */
  readonly #told = new Map<string, number>();

  constructor(query: string) {
    this.#query = query;
  }

  /** Those of now that were not told before, changed first first. */
  async look(client: Pick<Client, 'searches'>): Promise<Match[]> {
    const fresh: Match[] = [];
    for (let offset = 0, listed = 1; offset < listed; offset += PAGE) {
      const page = await client.searches.matches({ query: this.#query, offset, limit: PAGE });
      listed = page.listed;
      fresh.push(...page.documents.filter((match) => this.#isNew(match)));
    }
    for (const { path, modified } of fresh) this.#told.set(path, modified);
    return fresh.toSorted((left, right) => left.modified - right.modified);
  }

  #isNew({ path, modified }: Match): boolean {
    return this.#told.get(path) !== modified;
  }
}
