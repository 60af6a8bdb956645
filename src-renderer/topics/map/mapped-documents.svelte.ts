import { SvelteMap } from 'svelte/reactivity';

import type { Client } from '../../api/client.ts';
import type { MappedDocument } from '../../api/types.ts';

/** Asked for at once, at most: what one call answers. */
const MOST = 500;
/** Letters of a document's beginning that its card shows. */
const BEGINNING = 320;

/** What points stand for, asked when it is needed. */
export class MappedDocuments {
  readonly known = new SvelteMap<number, MappedDocument>();
  /** What documents begin with, by path. */
  readonly beginnings = new SvelteMap<string, string>();
  #client: Client;

  constructor(client: Client) {
    this.#client = client;
  }

  /** Asks for those not known yet; documents that left stay unknown. */
  async ask(documents: readonly number[]): Promise<void> {
    await this.#ask(documents.filter((document) => !this.known.has(document)));
  }

  async #ask(fresh: readonly number[]): Promise<void> {
    for (let from = 0; from < fresh.length; from += MOST) {
      try {
        const answer = await this.#client.topics.mapped({ documents: fresh.slice(from, from + MOST) });
        for (const document of answer.documents) this.known.set(document.document, document);
      } catch {
        // The card says only what is known; the next look asks again.
        return;
      }
    }
  }

  async askBeginning(path: string): Promise<void> {
    if (this.beginnings.has(path)) return;
    try {
      const { text } = await this.#client.document.read({ path, start: 0, length: BEGINNING });
      this.beginnings.set(path, text.replace(/\s+/g, ' ').trim());
    } catch {
      // A document that left has nothing to show.
    }
  }

  /** Labels may be carried by others now: those that are shown are asked again, the others when they are needed. */
  async renew(shown: readonly number[]): Promise<void> {
    const kept = new Set(shown);
    for (const document of this.known.keys()) if (!kept.has(document)) this.known.delete(document);
    await this.#ask(shown);
  }
}
