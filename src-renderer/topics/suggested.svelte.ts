import { askAgain } from '../api/ask-again.ts';
import type { Client } from '../api/client.ts';
import type { LabelSuggestion } from '../api/types.ts';

export interface SuggestedWord {
  word: string;
  documents: number;
}

/** What the library itself offers: groups of alike documents, and words of a label's own. */
export class Suggested {
  /** Null: not answered yet. */
  labels = $state.raw<readonly LabelSuggestion[] | null>(null);
  words = $state.raw<readonly SuggestedWord[]>([]);

  #client: Client;
  #asked: number | null = null;

  constructor(client: Client) {
    this.#client = client;
  }

  async askLabels(): Promise<void> {
    try {
      const { suggestions } = await askAgain(() => this.#client.topics.suggestLabels({}));
      this.labels = distinct(suggestions);
    } catch {
      // A label can be made without a suggestion.
      this.labels = [];
    }
  }

  async askWords(id: number): Promise<void> {
    if (this.#asked !== id) this.words = [];
    this.#asked = id;
    try {
      const { words } = await askAgain(() => this.#client.topics.suggestWords({ id }));
      if (this.#asked === id) this.words = words;
    } catch {
      // Words can be given without a suggestion.
    }
  }
}

/** Two groups of the same words would be the same label: the first, which is the clearer one, stands for both. */
function distinct(suggestions: readonly LabelSuggestion[]): LabelSuggestion[] {
  return [...Map.groupBy(suggestions, inOneOrder).values()].flatMap(([first]) => first ?? []);
}

function inOneOrder({ words }: LabelSuggestion): string {
  return words.toSorted().join();
}
