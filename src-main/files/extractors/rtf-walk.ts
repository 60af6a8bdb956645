import { cleanCharacters } from '../normalise.ts';
import type { Outline } from '../outline.ts';
import { shortfall } from '../reasons.ts';
import { RtfFonts } from './rtf-fonts.ts';
import { OUTERMOST } from './rtf-group.ts';
import type { RtfGroup } from './rtf-group.ts';
import { RtfStyles } from './rtf-styles.ts';
import type { RtfHandler } from './rtf-tokens.ts';
import { BESIDE, CHARACTERS, LEFT_OUT, PROPERTIES, READ_THOUGH_MARKED, SYMBOLS } from './rtf-words.ts';
import { RtfWriter } from './rtf-writer.ts';

/** Deeper groups than any program writes; their text is left out. */
const DEPTH_LIMIT = 1000;
/** Bytes that are decoded at once. */
const RUN_LIMIT = 65_536;
/** Text that is kept, in UTF-16 units: twenty long books. */
const TEXT_LIMIT = 20_000_000;
/** More signs than any program writes for one character. */
const FALLBACK_LIMIT = 10;

/** Follows an RTF document and writes its blocks into an outline. */
export class RtfWalk implements RtfHandler {
  readonly #outline: Outline;
  readonly #writer: RtfWriter;
  readonly #fonts = new RtfFonts();
  readonly #styles = new RtfStyles();
  readonly #outer: RtfGroup[] = [];
  #group: RtfGroup = { ...OUTERMOST };
  #bytes: number[] = [];
  #property = '';
  #length = 0;
  #tooDeep = 0;
  #fallbackLeft = 0;
  #isMarked = false;
  #isHeaderRow = false;
  #isItem = false;
  /** Of the words in the paragraph: the group that ends it may be another. */
  #level: number | null = null;
  #isInTable = false;

  constructor(outline: Outline) {
    this.#outline = outline;
    this.#writer = new RtfWriter(outline);
  }

  get isSkipping(): boolean {
    return this.#group.part === 'nothing' || this.#tooDeep > 0 || this.#length > TEXT_LIMIT;
  }

  open(): void {
    this.#flush();
    this.#fallbackLeft = 0;
    this.#isMarked = false;
    if (this.#outer.length >= DEPTH_LIMIT) {
      this.#tooDeep++;
      return;
    }
    this.#outer.push(this.#group);
    this.#group = { ...this.#group, isBeside: false };
    if (this.#group.part === 'styles') this.#styles.begin();
  }

  close(): void {
    this.#flush();
    this.#fallbackLeft = 0;
    if (this.#tooDeep > 0) {
      this.#tooDeep--;
      return;
    }
    const closed = this.#group;
    const outer = this.#outer.pop();
    if (outer === undefined) return;
    this.#group = outer;
    if (closed.isBeside) this.#writer.end();
    if (closed.part === 'styles') this.#styles.end();
    if (closed.property !== null && outer.property === null) this.#endProperty(closed.property);
  }

  control(word: string, parameter: number | null): void {
    const isMarked = this.#isMarked;
    this.#isMarked = false;
    if (this.isSkipping) return;
    if (word === 'u') return this.#addUnicode(parameter ?? 0);
    const characters = CHARACTERS.get(word);
    if (characters !== undefined) return this.#addCharacters(characters);
    this.#fallbackLeft = 0;
    this.#flush();
    if (isMarked && !READ_THOUGH_MARKED.has(word)) this.#group.part = 'nothing';
    else if (!this.#beginPart(word)) this.#format(word, parameter);
  }

  symbol(sign: string): void {
    if (this.isSkipping) return;
    const characters = SYMBOLS.get(sign);
    if (sign === '*') this.#isMarked = true;
    else if (sign === '\n' || sign === '\r') this.control('par', null);
    else if (characters !== undefined) this.#addCharacters(characters);
  }

  byte(byte: number): void {
    this.#isMarked = false;
    if (this.#fallbackLeft > 0) this.#fallbackLeft--;
    else if (this.#bytes.push(byte) >= RUN_LIMIT) this.#flush();
  }

  finish(): void {
    this.#flush();
    this.#endParagraph();
    this.#writer.finish();
  }

  /** Whether the word begins a part of the document that is not its text. */
  #beginPart(word: string): boolean {
    const group = this.#group;
    const beside = BESIDE.get(word);
    if (word === 'listtext' || word === 'pntext') this.#isItem = true;
    if (LEFT_OUT.has(word)) group.part = 'nothing';
    else if (word === 'fonttbl') group.part = 'fonts';
    else if (word === 'stylesheet') group.part = 'styles';
    else if (word === 'info') group.part = 'properties';
    else if (group.part === 'properties') group.property = PROPERTIES.get(word) ?? group.property;
    else if (beside !== undefined && group.part === 'text') {
      group.isBeside = true;
      group.isInTable = false;
      this.#writer.begin(beside);
    } else return false;
    return true;
  }

  #format(word: string, parameter: number | null): void {
    const group = this.#group;
    if (group.part === 'fonts') this.#fonts.fontControl(word, parameter);
    else if (group.part === 'styles') this.#styles.control(word, parameter);
    else if (word === 'f') group.font = parameter ?? 0;
    else if (word === 'uc') group.fallback = Math.max(0, Math.min(parameter ?? 1, FALLBACK_LIMIT));
    else if (word === 'v' || word === 'deleted') group.isHidden = parameter !== 0;
    else if (word === 'plain') group.isHidden = false;
    else if (word === 'pard') [group.level, group.isItem, group.isInTable] = [null, false, false];
    else if (word === 's') group.level = this.#styles.levelOf(parameter ?? 0);
    else if (word === 'outlinelevel') group.level = RtfStyles.levelOfOutline(parameter ?? 9) ?? group.level;
    else if (word === 'ls') group.isItem = parameter !== 0;
    else if (word === 'intbl') group.isInTable = true;
    else if (!this.#endPiece(word)) this.#fonts.control(word, parameter);
  }

  #endPiece(word: string): boolean {
    if (word === 'par' || word === 'sect' || word === 'page') this.#endParagraph();
    else if (word === 'cell') this.#endCell();
    else if (word === 'nestcell' || word === 'nestrow')
      this.#writer.endParagraph({ ...this.#kind(), isInTable: true });
    else if (word === 'row') this.#writer.endRow(this.#isHeaderRow);
    else if (word === 'trowd') this.#isHeaderRow = false;
    else if (word === 'trhdr') this.#isHeaderRow = true;
    else return false;
    return true;
  }

  #kind(): { level: number | null; isItem: boolean; isInTable: boolean } {
    return { level: this.#level, isItem: this.#isItem, isInTable: this.#isInTable || this.#group.isInTable };
  }

  #endParagraph(): void {
    this.#writer.endParagraph(this.#kind());
    this.#beginParagraph();
  }

  #endCell(): void {
    this.#writer.endCell(this.#kind());
    this.#beginParagraph();
  }

  #beginParagraph(): void {
    this.#level = null;
    this.#isItem = false;
    this.#isInTable = false;
  }

  #addUnicode(code: number): void {
    this.#flush();
    this.#add(String.fromCharCode(code & 0xffff));
    this.#fallbackLeft = this.#group.fallback;
  }

  #addCharacters(characters: string): void {
    if (this.#fallbackLeft > 0) this.#fallbackLeft--;
    else {
      this.#flush();
      this.#add(characters);
    }
  }

  /** Bytes are decoded together, for a character may be several of them. */
  #flush(): void {
    if (this.#bytes.length === 0) return;
    const font = this.#group.font < 0 ? this.#fonts.first : this.#group.font;
    const text = this.#fonts.decode(this.#bytes, font);
    this.#bytes = [];
    this.#add(text);
  }

  #add(text: string): void {
    const { part, isHidden, property, level, isItem, isInTable } = this.#group;
    this.#length += text.length;
    if (this.#length > TEXT_LIMIT) this.#outline.shortfall = shortfall('TEXT_CUT');
    if (part === 'styles') this.#styles.add(text);
    else if (part === 'properties' && property !== null) this.#property += text;
    else if (part === 'text' && !isHidden && text !== '') {
      this.#writer.add(text);
      if (text.trim() === '') return;
      this.#level = level;
      this.#isItem ||= isItem;
      this.#isInTable = isInTable;
    }
  }

  #endProperty(property: string): void {
    const value = cleanCharacters(this.#property);
    this.#property = '';
    // Question marks: what an old program could not write.
    if (!/[\p{L}\p{N}]/u.test(value)) return;
    if (property === 'title') this.#outline.title(value);
    else this.#outline.field(property, value);
  }
}
