import type { Label } from '../api/types.ts';
import { wordsIn } from '../lib/labels.ts';
import type { Topics } from './topics.svelte.ts';

/** A label while it is being written: a new one, or one that is there. */
export class LabelForm {
  name = $state('');
  words = $state('');
  parent = $state<number | null>(null);
  /** Null: one that no other label has. */
  colour = $state<number | null>(null);
  busy = $state(false);
  failed = $state('');
  readonly label: Label | null;
  /** Documents it is made from. */
  readonly examples: readonly string[];

  #topics: Topics;

  constructor(topics: Topics, label: Label | null) {
    this.#topics = topics;
    this.label = label;
    this.examples = label === null ? topics.examples : [];
    this.name = label?.name ?? '';
    this.parent = label?.parent ?? null;
    this.colour = label?.colour ?? null;
  }

  get complete(): boolean {
    return this.name.trim() !== '';
  }

  /** Answers whether it was kept. */
  async keep(): Promise<boolean> {
    if (!this.complete || this.busy) return false;
    this.busy = true;
    this.failed = '';
    const kept = await this.#send();
    this.busy = false;
    return kept;
  }

  #examples(): { examples?: string[] } {
    return this.examples.length === 0 ? {} : { examples: [...this.examples] };
  }

  async #send(): Promise<boolean> {
    const { colour, parent } = this;
    const given = { name: this.name.trim(), parent, ...(colour === null ? {} : { colour }) };
    const topics = this.#topics;
    const kept =
      this.label === null
        ? await topics.create({ ...given, words: wordsIn(this.words), ...this.#examples() })
        : await topics.edit(given);
    if (kept) return true;
    const { cause = '', remedy = '' } = topics.refused ?? {};
    this.failed = `${cause} ${remedy}`.trim();
    return false;
  }
}
