import { QUOTES } from './syntax-tree.ts';

/** A sign or a word of a query, with its place. */
export type QueryToken = { readonly start: number; readonly end: number } & (
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'phrase'; readonly text: string }
  | { readonly kind: 'filter'; readonly name: string; readonly values: readonly QueryValue[] }
  /** `stray` is a quotation mark that nothing closes. */
  | { readonly kind: 'minus' | 'open' | 'close' | 'and' | 'or' | 'stray' }
  /** `distance` is null where none was typed, NaN where it is no number. */
  | { readonly kind: 'near'; readonly distance: number | null }
);

/** One value of a filter. */
export interface QueryValue {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Its quotation mark is not closed: it ends at the next blank. */
  readonly isOpen: boolean;
}

const QUOTE = `[${QUOTES}]`;
const NO_QUOTE = `[^${QUOTES}]`;
const QUOTED = new RegExp(`${QUOTE}(${NO_QUOTE}*)${QUOTE}`, 'uy');
const OPEN_QUOTE = new RegExp(QUOTE, 'uy');
/** A name, and what stands behind its colon without a blank. */
const FILTER = /(\p{L}{1,20}):/uy;
const BARE_VALUE = new RegExp(`[^\\s,${QUOTES}]+`, 'uy');
/** Of a filter whose values may hold commas. */
const WHOLE_VALUE = new RegExp(`[^\\s${QUOTES}]+`, 'uy');
/** A minus that leaves something out: in front of a letter, a quotation mark or a bracket, not of a number or a dash. */
const MINUS = new RegExp(`-(?=[\\p{L}(${QUOTES}]|\\d{4})`, 'uy');
/** What looks left out and is the option of a program or a number: -O2, -x, -j4. */
const SWITCH = /-(?:\p{L}|\p{L}{1,2}\d{1,3})(?=[\s)]|$)/uy;
const NEAR = /NEAR(?:\/([^\s()]{0,20}))?(?=[\s)]|$)/y;
const JOINT = /(AND|OR)(?=[\s)]|$)/y;
/** Behind a closing bracket: an operator. */
const JOINT_NEXT = /^\s+(?:AND|OR|NEAR(?:\/[^\s()]{0,20})?)(?=[\s)]|$)/;
const BLANKS = /\s+/y;
const WORD = /\S+/y;

export interface LexerOptions {
  /** Whether a name is a filter's. */
  readonly isFilter: (name: string) => boolean;
  /** Whether its values stand between commas. */
  readonly isList: (name: string) => boolean;
}

/** Cuts a query into signs and words; whatever is no sign is a word. */
export function lex(query: string, options: LexerOptions): QueryToken[] {
  return new Lexer(query, options).tokens();
}

class Lexer {
  readonly #query: string;
  readonly #options: LexerOptions;
  readonly #tokens: QueryToken[] = [];
  #at = 0;
  /** Brackets that are open. */
  #depth = 0;

  constructor(query: string, options: LexerOptions) {
    this.#query = query;
    this.#options = options;
  }

  tokens(): QueryToken[] {
    while (this.#at < this.#query.length) {
      if (this.#match(BLANKS) === undefined) this.#token();
    }
    return this.#tokens;
  }

  #token(): void {
    const start = this.#at;
    if (this.#sign(start)) return;
    const word = this.#wordFrom(start);
    this.#at = start + word.length;
    this.#tokens.push({ kind: 'word', text: word, start, end: this.#at });
  }

  #sign(start: number): boolean {
    return (
      this.#phrase(start) ||
      this.#bracket(start) ||
      this.#minus(start) ||
      this.#operator(start) ||
      this.#filter(start)
    );
  }

  #phrase(start: number): boolean {
    const text = this.#match(QUOTED)?.[1]?.trim();
    if (text !== undefined) {
      if (text !== '') this.#tokens.push({ kind: 'phrase', text, start, end: this.#at });
      return true;
    }
    if (this.#match(OPEN_QUOTE) === undefined) return false;
    this.#tokens.push({ kind: 'stray', start, end: this.#at });
    return true;
  }

  #bracket(start: number): boolean {
    const sign = this.#query[start];
    // A bracket before a blank is a face or a list's letter, and one that nothing opened is a word's own.
    const opens = sign === '(' && /\S/.test(this.#query[start + 1] ?? '') && this.#query[start + 1] !== ')';
    if (!opens && !(sign === ')' && this.#depth > 0)) return false;
    if (opens && this.#depth === 0 && this.#isAside(start)) return false;
    this.#depth += opens ? 1 : -1;
    this.#at = start + 1;
    this.#tokens.push({ kind: opens ? 'open' : 'close', start, end: this.#at });
    return true;
  }

  /** Whether brackets are those of a sentence: nothing in them and nothing beside them is a sign. */
  #isAside(start: number): boolean {
    const close = closingOf(this.#query, start);
    if (close < 0) return false;
    const joint = this.#tokens.at(-1)?.kind;
    const isJoined = joint === 'and' || joint === 'or' || joint === 'near' || joint === 'minus';
    return !isJoined && !JOINT_NEXT.test(this.#query.slice(close + 1)) && !this.#hasSign(start + 1, close);
  }

  #hasSign(start: number, end: number): boolean {
    const inner = new Lexer(this.#query.slice(start, end), this.#options);
    return inner.tokens().some(({ kind }) => kind !== 'word');
  }

  #minus(start: number): boolean {
    if (this.#looksAt(SWITCH) || this.#match(MINUS) === undefined) return false;
    this.#tokens.push({ kind: 'minus', start, end: this.#at });
    if (this.#at < this.#query.length) this.#token();
    return true;
  }

  #operator(start: number): boolean {
    const near = this.#match(NEAR);
    if (near !== undefined) {
      this.#tokens.push({ kind: 'near', distance: distanceOf(near[1]), start, end: this.#at });
      return true;
    }
    const joint = this.#match(JOINT);
    if (joint === undefined) return false;
    this.#tokens.push({ kind: joint[1] === 'AND' ? 'and' : 'or', start, end: this.#at });
    return true;
  }

  #filter(start: number): boolean {
    const name = this.#match(FILTER)?.[1]?.toLowerCase();
    if (name === undefined) return false;
    const from = this.#at;
    const values = this.#options.isFilter(name) ? this.#values(this.#options.isList(name)) : [];
    if (values.length === 0) {
      // Of quotation marks with nothing between them nothing is asked.
      if (this.#at > from) return true;
      this.#at = start;
      return false;
    }
    this.#tokens.push({ kind: 'filter', name, values, start, end: this.#at });
    return true;
  }

  #values(isList: boolean): QueryValue[] {
    const values: QueryValue[] = [];
    for (;;) {
      const value = this.#value(isList);
      if (value !== undefined && value.text !== '') values.push(value);
      if (!isList || this.#query[this.#at] !== ',' || value === undefined) return values;
      this.#at += 1;
    }
  }

  #value(isList: boolean): QueryValue | undefined {
    const start = this.#at;
    const quoted = this.#match(QUOTED)?.[1]?.trim();
    if (quoted !== undefined) return { text: quoted, start, end: this.#at, isOpen: false };
    const isOpen = this.#match(OPEN_QUOTE) !== undefined;
    const from = this.#at;
    const bare = this.#match(isList ? BARE_VALUE : WHOLE_VALUE)?.[0];
    if (bare === undefined) return isOpen ? { text: '', start, end: from, isOpen } : undefined;
    const text = this.#withoutClosing(bare);
    this.#at = from + text.length;
    return { text, start, end: this.#at, isOpen };
  }

  /** A word up to a blank, or to the bracket that closes the group it stands in. */
  #wordFrom(start: number): string {
    this.#at = start;
    const word = this.#match(WORD)?.[0] ?? this.#query.slice(start, start + 1);
    // A phrase may follow a phrase without a blank; within a word quotation marks are its own.
    return this.#withoutClosing(word);
  }

  /** What of a piece stands before the brackets that close groups, its own brackets aside: f(x) stays whole. */
  #withoutClosing(piece: string): string {
    if (this.#depth === 0) return piece;
    let own = 0;
    for (let place = 0; place < piece.length; place += 1) {
      if (piece[place] === '(') own += 1;
      if (piece[place] !== ')') continue;
      if (own === 0) return piece.slice(0, place);
      own -= 1;
    }
    return piece;
  }

  #match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#query);
    if (match === null) return undefined;
    this.#at = pattern.lastIndex;
    return match;
  }

  #looksAt(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at;
    return pattern.test(this.#query);
  }
}

function distanceOf(typed: string | undefined): number | null {
  if (typed === undefined) return null;
  return /^\d+$/.test(typed) ? Number(typed) : Number.NaN;
}

/** Where the bracket that opens at a place closes; −1 where it does not. */
function closingOf(query: string, start: number): number {
  let depth = 0;
  for (let place = start; place < query.length; place += 1) {
    if (query[place] === '(') depth += 1;
    if (query[place] === ')') depth -= 1;
    if (depth === 0) return place;
  }
  return -1;
}
