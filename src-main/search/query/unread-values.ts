import type { Filter } from './filters.ts';
import type { QueryValue } from './lexer.ts';
import type { QueryError, QueryNode } from './syntax-tree.ts';
import { nearestOf } from './unknown-filter.ts';

interface UnreadValue extends QueryValue {
  readonly fault: string;
  /** A minus stands before it: it is no text to look for. */
  readonly isLeftOut: boolean;
}

/** Values of filters that cannot be read: they lead no ranking, but are text where nothing else is asked for. */
export class UnreadValues {
  readonly #values: UnreadValue[] = [];
  #areWords = false;

  add(value: QueryValue, fault: string, isLeftOut: boolean): void {
    this.#values.push({ ...value, fault, isLeftOut });
  }

  /** To be called where nothing else is asked for. */
  asWords(): QueryNode[] {
    this.#areWords = true;
    const texts = this.#values.flatMap(({ isLeftOut, text }) => (isLeftOut ? [] : text.split(/\s+/)));
    return texts.map((text) => ({ kind: 'word', text }));
  }

  get faults(): QueryError[] {
    return this.#values.map(({ start, end, fault, isLeftOut }) => {
      const isWord = this.#areWords && !isLeftOut;
      return { start, end, text: `${fault} ${isWord ? 'It is searched as text.' : 'It is left out.'}` };
    });
  }
}

/** What is wrong with a value, and what it may have been meant for. */
export function faultOf({ name, fault, alike }: Filter, { text }: QueryValue): string {
  const meant = nearestOf(text.replaceAll(/[\s_]+/g, '-'), alike);
  return meant === undefined ? fault : `${fault} Did you mean ${name}:${meant}?`;
}
