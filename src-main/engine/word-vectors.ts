import type { Inference } from '../embed/heavy/inference-pool.ts';
import type { WordVectors } from '../topics/label.ts';

/** Words whose vectors are kept: those of a thousand labels. */
const MOST_KEPT = 20_000;

/** What the heavy model makes of labels' words; each is read once. */
export class HeavyWords {
  readonly #inference: Pick<Inference, 'embedQuery'>;
  readonly #known = new Map<string, Promise<Int8Array>>();

  constructor(inference: Pick<Inference, 'embedQuery'>) {
    this.#inference = inference;
  }

  /** Null where the model cannot read now: labels are ranked by light meaning then. */
  async vectorsOf(words: readonly string[]): Promise<WordVectors | null> {
    try {
      const each = await Promise.all(words.map((word) => this.#vector(word)));
      return { each, together: words.length > 1 ? await this.#vector(words.join(' ')) : null };
    } catch {
      return null;
    }
  }

  #vector(text: string): Promise<Int8Array> {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    if (this.#known.size >= MOST_KEPT) this.#known.clear();
    const made = this.#inference.embedQuery(text);
    this.#known.set(text, made);
    made.catch(() => this.#known.delete(text));
    return made;
  }
}
