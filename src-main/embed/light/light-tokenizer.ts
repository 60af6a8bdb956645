import { bertWords } from './bert-normalise.ts';
import { ASCII_WORD, BLANK, classOf, OTHER, PUNCTUATION, WORD } from './character-classes.ts';
import type { LightModel } from './light-model.ts';
import type { TokenBuffer } from './token-buffer.ts';
import { HASH_START, hashUnit, lowered, MAXIMUM_CACHED_UNITS, WordCache } from './word-cache.ts';

/** The one letter whose lower case depends on its neighbours: ς at the end of a word, σ elsewhere. */
const CAPITAL_SIGMA = 0x3a3;

/**
 * WordPiece ids of text, without [CLS] and [SEP]; the same ids as BERT's tokeniser gives, but that `[SEP]` written in a
 * document is text and not a marker. Plain words are hashed while they are scanned and looked up without being cut out;
 * only a word that holds accents, another script or control characters goes through Unicode's normalisation.
 */
export class LightTokenizer {
  private readonly model: LightModel;
  private readonly cache = new WordCache();
  private readonly word = new Uint16Array(256);
  private readonly pieces = new Uint16Array(256);
  private sawSigma = false;

  constructor(model: LightModel) {
    this.model = model;
  }

  /** Appends the ids of `text` between two UTF-16 offsets; answers how many. Cut at blanks to get the ids of the whole. */
  encode(text: string, into: TokenBuffer, start = 0, end = text.length): number {
    const before = into.length;
    let stretch = { from: start, tokens: before };
    let from = start;
    while (from < end) {
      const unit = text.charCodeAt(from);
      const kind = classOf(unit);
      if (kind === BLANK) stretch = { from: ++from, tokens: into.length };
      else if (kind === PUNCTUATION) {
        into.push(this.model.signs[unit]!);
        from++;
      } else from = this.encodeWord(text, into, from, end);
      if (this.sawSigma) from = this.encodeGreek(text, into, stretch, end);
    }
    return into.length - before;
  }

  /** Encodes the word that begins at `from`; answers where it ends. */
  private encodeWord(text: string, into: TokenBuffer, from: number, end: number): number {
    let hash = HASH_START;
    let to = from;
    for (; to < end; to++) {
      const unit = text.charCodeAt(to);
      const lower = unit < 128 ? ASCII_WORD[unit]! : 0;
      if (lower === 0) break;
      hash = hashUnit(hash, lower);
    }
    const plain = to === end || classOf(text.charCodeAt(to)) !== OTHER;
    if (!plain) ({ hash, to } = this.scanOther(text, { hash, to }, end));
    const length = to - from;
    const slot = length <= MAXIMUM_CACHED_UNITS ? this.cache.find(text, from, length, hash) : -1;
    if (slot >= 0) into.append(this.cache.ids, this.cache.idsFrom(slot), this.cache.idsCount(slot));
    else this.encodeNewWord(text.slice(from, to), into, { hash, plain });
    return to;
  }

  /** Scans on, from a unit that is not ASCII's, to the end of the word. */
  private scanOther(
    text: string,
    { hash, to }: { hash: number; to: number },
    end: number,
  ): { hash: number; to: number } {
    for (; to < end; to++) {
      const unit = text.charCodeAt(to);
      const kind = classOf(unit);
      if (kind !== OTHER && kind !== WORD) break;
      if (unit === CAPITAL_SIGMA) this.sawSigma = true;
      hash = hashUnit(hash, lowered(unit));
    }
    return { hash, to };
  }

  private encodeNewWord(
    word: string,
    into: TokenBuffer,
    { hash, plain }: { hash: number; plain: boolean },
  ): void {
    const before = into.length;
    if (plain) this.spell(word.toLowerCase(), into);
    else for (const part of bertWords(word)) this.spell(part, into);
    if (word.length > MAXIMUM_CACHED_UNITS) return;
    for (let index = 0; index < word.length; index++) this.word[index] = lowered(word.charCodeAt(index));
    this.cache.add(this.word, word.length, hash, into.ids.subarray(before, into.length));
  }

  private spell(word: string, into: TokenBuffer): void {
    const length = Math.min(word.length, this.word.length);
    for (let index = 0; index < length; index++) this.word[index] = word.charCodeAt(index);
    const count = word.length > this.word.length ? 0 : this.model.trie.spell(this.word, length, this.pieces);
    if (count === 0) into.push(this.model.unknownId);
    else into.append(this.pieces, 0, count);
  }

  /**
   * Lower case of Σ looks past punctuation to the next letter, so the stretch between two blanks is taken back and
   * normalised whole; answers where it ends.
   */
  private encodeGreek(
    text: string,
    into: TokenBuffer,
    stretch: { from: number; tokens: number },
    end: number,
  ): number {
    this.sawSigma = false;
    into.length = stretch.tokens;
    let to = stretch.from;
    while (to < end && classOf(text.charCodeAt(to)) !== BLANK) to++;
    for (const word of bertWords(text.slice(stretch.from, to))) this.spell(word, into);
    return to;
  }
}
