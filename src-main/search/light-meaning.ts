import { CodeScorer } from '../embed/light/code-distance.ts';
import { LightEmbedder } from '../embed/light/light-embedder.ts';
import type { LightModel } from '../embed/light/light-model.ts';
import { LightTokenizer } from '../embed/light/light-tokenizer.ts';
import { unreadableShare } from '../embed/light/readability.ts';
import { TokenBuffer } from '../embed/light/token-buffer.ts';
import { withoutGrammar } from '../lib/text/telling-words.ts';
import { CodeScan } from '../storage/code-scan.ts';
import type { Allowance } from './allowance.ts';
import { coarseCandidates, type CoarseHit } from './coarse.ts';
import type { Muting } from './muting.ts';
import type { SearchLibrary } from './search-library.ts';

/** Beyond this share of unread pieces a language is called unreadable. */
const MOST_UNREADABLE = 0.5;
/** A letter of another script than the models were taught. */
const FOREIGN = /[\p{L}--\p{Script=Latin}]/v;

/** What the light codes say to a question. */
export interface LightFound {
  readonly hits: readonly CoarseHit[];
  /** The light similarity of any passage. */
  readonly similarityOf: (passage: number) => number;
  readonly unreadable: number;
}

type Heard = Pick<Muting, 'heard' | 'isMuted'>;

/** Finds passages by the light model's codes. */
export class LightMeaning {
  readonly tokenizer: LightTokenizer;
  readonly #model: LightModel;
  readonly #resident: SearchLibrary['resident'];
  readonly #muting: Heard;
  readonly #embedder: LightEmbedder;
  readonly #scan: CodeScan;
  readonly #tokens = new TokenBuffer();

  constructor(
    { resident, scanner }: Pick<SearchLibrary, 'resident' | 'scanner'>,
    model: LightModel,
    muting: Heard,
  ) {
    this.#resident = resident;
    this.#muting = muting;
    this.#model = model;
    this.tokenizer = new LightTokenizer(model);
    this.#embedder = new LightEmbedder(model);
    this.#scan = new CodeScan(resident, scanner);
  }

  /** Whether the model knows a word whole: a word of the language, met or not. */
  isWord(word: string): boolean {
    this.#tokens.clear();
    return (
      this.tokenizer.encode(word, this.#tokens) === 1 &&
      this.#model.unreadable[this.#tokens.ids[0] ?? 0] === 0
    );
  }

  /** The nearest `limit` passages; null where a question says nothing that the model could read. */
  find(meaning: string, allowance: Allowance | null, limit: number): LightFound | null {
    this.#tokens.clear();
    this.tokenizer.encode(withoutGrammar(meaning), this.#tokens);
    const range = { from: 0, to: this.#tokens.length };
    if (range.to === 0) return null;
    const vector = this.#embedder.embed(this.#tokens, [range]);
    const scorer = new CodeScorer(vector, this.#model.centre);
    const query = { code: this.#embedder.code(vector), scorer };
    const allowed = this.#muting.heard(allowance?.passages ?? null);
    return {
      hits: coarseCandidates(query, this.#resident, this.#scan, { limit, allowed }),
      similarityOf: (passage) =>
        this.#muting.isMuted(passage) ? 0 : scorer.scoreAt(this.#resident.codes, passage),
      unreadable: unreadableShare(this.#model, this.#tokens, range),
    };
  }
}

/** Whether the models cannot read a question, for the script it is written in. */
export function isForeign(meaning: string, { unreadable }: Pick<LightFound, 'unreadable'>): boolean {
  return unreadable > MOST_UNREADABLE && FOREIGN.test(meaning);
}
