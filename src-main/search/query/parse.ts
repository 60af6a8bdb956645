import { filterNamed, type Filter } from './filters.ts';
import { lex, type QueryToken, type QueryValue } from './lexer.ts';
import { DEFAULT_DISTANCE, FARTHEST, type QueryError, type QueryNode } from './syntax-tree.ts';
import { textOf } from './text.ts';
import { isNearOperand, joined, required, wordOrPrefix } from './tree-parts.ts';
import { faultOf, UnreadValues } from './unread-values.ts';
import { wordFault } from './word-faults.ts';

/** A query taken apart. Words and phrases stand as they were typed, folded later. */
export interface ParsedQuery {
  /** Everything side by side, in order. */
  readonly parts: readonly QueryNode[];
  /** What is compared by meaning: words and phrases without signs, filters and what is left out. */
  readonly meaning: string;
  /** Words outside quotes, in order, of which none is required. */
  readonly words: readonly string[];
  /** Words that some strict part asks for. */
  readonly required: readonly string[];
  /** Phrases that are asked for. */
  readonly phrases: readonly string[];
  /** What has to hold for a document. */
  readonly strict: readonly QueryNode[];
  /** What could not be read, and was searched as text. */
  readonly errors: readonly QueryError[];
}

export interface ParseOptions {
  /** Whether a library holds files of a type that is none everywhere; by default of any. */
  readonly isType?: (type: string) => boolean;
}

/** Words beyond which a query is a text somebody pasted: its quotation marks and dashes are prose. */
const LONGEST_TYPED = 40;
/** Brackets within brackets beyond which nobody means them. */
const DEEPEST = 20;

/**
 * Reads `words "a phrase" -without a OR b (c d) NEAR/5 e prefix* type:pdf`. Never throws: what is no sign is a word, and
 * of a pasted paragraph everything is. From the closest to the loosest: NEAR, minus, AND, OR, side by side.
 */
export function parseQuery(query: string, options: ParseOptions = {}): ParsedQuery {
  const pieces = query.split(/\s+/).filter((piece) => piece !== '');
  if (pieces.length > LONGEST_TYPED)
    return finished(
      pieces.map((text) => ({ kind: 'word', text })),
      [],
    );
  const parser = new Parser(query, options);
  const parts = parser.parse();
  return finished(parts, parser.errors);
}

function finished(parts: readonly QueryNode[], errors: readonly QueryError[]): ParsedQuery {
  return { parts, ...textOf(parts), strict: parts.filter(({ kind }) => kind !== 'word'), errors };
}

/** Whether there is anything to rank by. */
export function hasText(query: ParsedQuery): boolean {
  return query.meaning.trim() !== '';
}

/** Whether documents are left out before ranking. */
export function hasFilters(query: ParsedQuery): boolean {
  return query.strict.length > 0;
}

const STARTS: ReadonlySet<QueryToken['kind']> = new Set(['word', 'phrase', 'filter', 'minus', 'open']);

/** By recursive descent; every function reads as far as it can and leaves the rest. */
class Parser {
  readonly #query: string;
  readonly #tokens: readonly QueryToken[];
  readonly #options: ParseOptions;
  readonly #faults: QueryError[] = [];
  readonly #unread = new UnreadValues();
  #at = 0;
  #depth = 0;

  constructor(query: string, options: ParseOptions) {
    this.#query = query;
    this.#options = options;
    this.#tokens = lex(query, {
      isFilter: (name) => filterNamed(name) !== undefined,
      isList: (name) => filterNamed(name)?.isList === true,
    });
  }

  parse(): QueryNode[] {
    const parts: QueryNode[] = [];
    // A bracket that closes more than was opened is left by the group it was too much for.
    while (this.#at < this.#tokens.length) parts.push(...this.#sideBySide());
    return parts.length > 0 ? parts : this.#unread.asWords();
  }

  /** In the order of their places. */
  get errors(): QueryError[] {
    return [...this.#faults, ...this.#unread.faults].toSorted((left, right) => left.start - right.start);
  }

  #sideBySide(): QueryNode[] {
    const parts: QueryNode[] = [];
    for (let token = this.#peek(); token !== undefined; token = this.#peek()) {
      if (token.kind === 'close' && this.#depth > 0) return parts;
      if (STARTS.has(token.kind)) parts.push(...this.#alternatives());
      else parts.push(...this.#lost(token));
    }
    return parts;
  }

  /** A sign that stands where it means nothing. */
  #lost(token: QueryToken): QueryNode[] {
    this.#at += 1;
    if (token.kind === 'stray') {
      this.#fault(token, 'This quotation mark is not closed; what follows is searched as words.');
      return [];
    }
    if (token.kind === 'close') return [];
    const text = this.#textOf(token);
    this.#fault(token, `${text} joins what stands on both its sides; here it is searched as a word.`);
    return [{ kind: 'word', text }];
  }

  /** Several nodes where brackets held words and parts side by side. */
  #alternatives(): QueryNode[] {
    const first = this.#all();
    if (!this.#joins('or')) return first;
    const operands = [first];
    while (this.#joins('or')) {
      this.#at += 1;
      operands.push(this.#all());
    }
    return joined('or', operands);
  }

  #all(): QueryNode[] {
    const first = this.#unit();
    if (!this.#joins('and')) return first;
    const operands = [first];
    while (this.#joins('and')) {
      this.#at += 1;
      operands.push(this.#unit());
    }
    return joined('and', operands);
  }

  /** Whether an operator is next, and something it can join behind it. */
  #joins(kind: 'and' | 'or' | 'near'): boolean {
    const next = this.#tokens[this.#at + 1];
    return this.#peek()?.kind === kind && next !== undefined && STARTS.has(next.kind);
  }

  #unit(): QueryNode[] {
    const token = this.#peek();
    if (token?.kind !== 'minus') return this.#near();
    this.#at += 1;
    const next = this.#peek();
    // Of -"" nothing is left.
    if (next === undefined || next.start !== token.end || !STARTS.has(next.kind)) return [];
    if (next.kind === 'filter' && this.#readValues(next).length === 0) return this.#unreadFilter(next, true);
    const left = this.#near();
    return required(left).map((of) => ({ kind: 'not', of }));
  }

  #near(): QueryNode[] {
    const first = this.#atom();
    if (!this.#joins('near')) return first;
    const sign = this.#peek();
    const operands = [first];
    let distance = 0;
    while (this.#joins('near')) {
      const near = this.#peek();
      distance = Math.max(distance, near?.kind === 'near' ? this.#distance(near) : 0);
      this.#at += 1;
      operands.push(this.#atom());
    }
    const of = operands.flatMap(required);
    if (of.length > 1 && of.every(isNearOperand)) return [{ kind: 'near', distance, of }];
    if (sign !== undefined)
      this.#fault(sign, 'NEAR joins words, phrases and OR of them; here it is read as AND.');
    return joined('and', operands);
  }

  #distance(near: QueryToken & { kind: 'near' }): number {
    const { distance } = near;
    if (Number.isNaN(distance)) this.#fault(near, NO_DISTANCE);
    else if (distance !== null && distance > FARTHEST) this.#fault(near, TOO_FAR);
    return distance === null || Number.isNaN(distance) ? DEFAULT_DISTANCE : Math.min(distance, FARTHEST);
  }

  #atom(): QueryNode[] {
    const token = this.#peek();
    this.#at += 1;
    if (token === undefined) return [];
    switch (token.kind) {
      case 'word':
        return [this.#word(token)];
      case 'phrase':
        return [{ kind: 'phrase', text: token.text }];
      case 'filter':
        return this.#filter(token);
      case 'open':
        return this.#group(token);
      case 'minus':
        this.#at -= 1;
        return this.#unit();
      default:
        return [{ kind: 'word', text: this.#textOf(token) }];
    }
  }

  #group(open: QueryToken): QueryNode[] {
    if (this.#depth >= DEEPEST) return [];
    this.#depth += 1;
    const parts = this.#sideBySide();
    this.#depth -= 1;
    if (this.#peek()?.kind === 'close') this.#at += 1;
    else this.#fault(open, 'This bracket is not closed.');
    return parts;
  }

  #word({ text, start }: QueryToken & { kind: 'word' }): QueryNode {
    const next = this.#peek();
    const fault = wordFault(text, next?.kind === 'word' ? next.text : '');
    if (fault !== undefined) this.#fault({ start: start + fault.start, end: start + fault.end }, fault.text);
    return wordOrPrefix(text);
  }

  #filter(token: QueryToken & { kind: 'filter' }): QueryNode[] {
    const filter = filterNamed(token.name);
    const read = this.#readValues(token);
    if (filter === undefined || read.length === 0) return this.#unreadFilter(token, false);
    for (const value of token.values) {
      if (!read.includes(value)) this.#fault(value, `${faultOf(filter, value)} It is left out.`);
      else if (value.isOpen) this.#fault(value, 'This quotation mark is not closed.');
    }
    return [{ kind: 'filter', name: filter.name, values: read.map(({ text }) => text) }];
  }

  #readValues({ name, values }: QueryToken & { kind: 'filter' }): QueryValue[] {
    const filter = filterNamed(name);
    return values.filter(({ text }) => filter?.isRead(text) === true && this.#isThere(filter, text));
  }

  /** Whether there may be files of a type. */
  #isThere(filter: Filter, value: string): boolean {
    return filter.name !== 'type' || filter.isSure(value) || this.#options.isType?.(value) !== false;
  }

  /** A filter without a value that can be read leaves nothing out. */
  #unreadFilter(token: QueryToken & { kind: 'filter' }, isLeftOut: boolean): QueryNode[] {
    if (this.#peek() === token) this.#at += 1;
    const filter = filterNamed(token.name);
    if (filter === undefined) return [];
    for (const value of token.values) this.#unread.add(value, faultOf(filter, value), isLeftOut);
    return [];
  }

  #peek(): QueryToken | undefined {
    return this.#tokens[this.#at];
  }

  #textOf({ start, end }: QueryToken): string {
    return this.#query.slice(start, end);
  }

  #fault({ start, end }: { readonly start: number; readonly end: number }, text: string): void {
    this.#faults.push({ start, end, text });
  }
}

const NO_DISTANCE = `Behind NEAR/ stands a number of words, such as NEAR/5; this is read as NEAR/${DEFAULT_DISTANCE}.`;
const TOO_FAR = `NEAR reaches ${FARTHEST} words at most; this is read as NEAR/${FARTHEST}.`;
