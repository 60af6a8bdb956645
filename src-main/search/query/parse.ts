import { filterNamed } from './filters.ts';
import { lex, type QueryToken } from './lexer.ts';
import { DEFAULT_DISTANCE, type QueryError, type QueryNode } from './syntax-tree.ts';
import { textOf } from './text.ts';

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

/** Words beyond which a query is a text somebody pasted: its quotation marks and dashes are prose. */
const LONGEST_TYPED = 40;
/** Brackets within brackets beyond which nobody means them. */
const DEEPEST = 20;

/**
 * Reads `words "a phrase" -without a OR b (c d) NEAR/5 e prefix* type:pdf`. Never throws: what is no sign is a word, and
 * of a pasted paragraph everything is. From the closest to the loosest: NEAR, minus, AND, OR, side by side.
 */
export function parseQuery(query: string): ParsedQuery {
  const pieces = query.split(/\s+/).filter((piece) => piece !== '');
  if (pieces.length > LONGEST_TYPED)
    return finished(
      pieces.map((text) => ({ kind: 'word', text })),
      [],
    );
  const parser = new Parser(query);
  return finished(parser.parse(), parser.errors);
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

const PREFIX = /^([\p{L}\p{N}][\p{L}\p{N}\p{M}'’_-]*[\p{L}\p{N}\p{M}])\*$/u;
const STARTS: ReadonlySet<QueryToken['kind']> = new Set(['word', 'phrase', 'filter', 'minus', 'open']);
const NEAR_OPERANDS: ReadonlySet<QueryNode['kind']> = new Set(['word', 'phrase', 'prefix']);

/** By recursive descent; every function reads as far as it can and leaves the rest. */
class Parser {
  readonly #query: string;
  readonly #tokens: readonly QueryToken[];
  readonly errors: QueryError[] = [];
  #at = 0;
  #depth = 0;

  constructor(query: string) {
    this.#query = query;
    this.#tokens = lex(query, {
      isFilter: (name) => filterNamed(name) !== undefined,
      isList: (name) => filterNamed(name)?.isList === true,
    });
  }

  parse(): QueryNode[] {
    const parts: QueryNode[] = [];
    // A bracket that closes more than was opened is left by the group it was too much for.
    while (this.#at < this.#tokens.length) parts.push(...this.#sideBySide());
    return parts;
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
    if (next.kind === 'filter' && this.#isUnread(next)) return [this.#unreadFilter(next, token.start)];
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
      distance = Math.max(distance, (near?.kind === 'near' ? near.distance : null) ?? DEFAULT_DISTANCE);
      this.#at += 1;
      operands.push(this.#atom());
    }
    const of = operands.flatMap(required);
    if (of.length > 1 && of.every(isNearOperand)) return [{ kind: 'near', distance, of }];
    if (sign !== undefined)
      this.#fault(sign, 'NEAR joins words, phrases and OR of them; here it is read as AND.');
    return joined('and', operands);
  }

  #atom(): QueryNode[] {
    const token = this.#peek();
    this.#at += 1;
    if (token === undefined) return [];
    switch (token.kind) {
      case 'word':
        return [wordOrPrefix(token.text)];
      case 'phrase':
        return [{ kind: 'phrase', text: token.text }];
      case 'filter':
        return [this.#filter(token)];
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

  #filter(token: QueryToken & { kind: 'filter' }): QueryNode {
    const filter = filterNamed(token.name);
    const read = token.values.filter(({ text }) => filter?.isRead(text) === true);
    if (filter === undefined || read.length === 0) return this.#unreadFilter(token, token.start);
    for (const value of token.values) {
      if (!read.includes(value)) this.#fault(value, filter.fault);
      else if (value.isOpen) this.#fault(value, 'This quotation mark is not closed.');
    }
    return { kind: 'filter', name: filter.name, values: read.map(({ text }) => text) };
  }

  #isUnread({ name, values }: QueryToken & { kind: 'filter' }): boolean {
    return !values.some(({ text }) => filterNamed(name)?.isRead(text) === true);
  }

  /** Searched as a word, its minus with it. */
  #unreadFilter(token: QueryToken & { kind: 'filter' }, start: number): QueryNode {
    if (this.#peek() === token) this.#at += 1;
    const { start: from, end } = token.values[0] ?? token;
    this.#fault({ start: from, end }, filterNamed(token.name)?.fault ?? '');
    return { kind: 'word', text: this.#query.slice(start, token.end).replaceAll(/\s+/g, '-') };
  }

  #peek(): QueryToken | undefined {
    return this.#tokens[this.#at];
  }

  #textOf({ start, end }: QueryToken): string {
    return this.#query.slice(start, end);
  }

  #fault({ start, end }: { readonly start: number; readonly end: number }, text: string): void {
    this.errors.push({ start, end, text });
  }
}

function wordOrPrefix(text: string): QueryNode {
  const beginning = PREFIX.exec(text)?.[1];
  return beginning === undefined ? { kind: 'word', text } : { kind: 'prefix', text: beginning };
}

/** Parts side by side where each is asked for; none where there is none. */
function required(parts: readonly QueryNode[]): QueryNode[] {
  return joined(
    'and',
    parts.map((part) => [part]),
  );
}

/** Operands as one node; none of those that hold nothing. */
function joined(kind: 'and' | 'or', operands: readonly (readonly QueryNode[])[]): QueryNode[] {
  const parts = operands.flatMap((operand) => (operand.length > 1 ? required(operand) : operand));
  const of = parts.flatMap((part) => (part.kind === kind ? part.of : [part]));
  return of.length > 1 ? [{ kind, of }] : of;
}

function isNearOperand(node: QueryNode): boolean {
  return NEAR_OPERANDS.has(node.kind) || (node.kind === 'or' && node.of.every(isNearOperand));
}
