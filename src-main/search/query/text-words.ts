import type { PhraseNode, PrefixNode, QueryNode, WordNode } from './syntax-tree.ts';
import { listed, quoted } from './wording.ts';

export type TextNode = WordNode | PhraseNode | PrefixNode;

export function isText(node: QueryNode): node is TextNode {
  return node.kind === 'word' || node.kind === 'phrase' || node.kind === 'prefix';
}

/** One text by itself, and several of its kind. */
const NOUNS = {
  word: ['the word', 'the words'],
  exact: ['the exact word', 'the exact words'],
  phrase: ['the phrase', 'the phrases'],
  prefix: ['a word that begins with', 'words that begin with'],
} as const;

/** `the words “a” and “b”`, `the word “a” or “b”`, `the exact word “a” or the phrase “b c”`. */
export function listedTexts(nodes: readonly TextNode[], joint: 'and' | 'or'): string {
  const kinds = new Map<keyof typeof NOUNS, string[]>();
  for (const node of nodes) {
    const kind = kindOf(node);
    kinds.set(kind, [...new Set([...(kinds.get(kind) ?? []), quoted(node.text)])]);
  }
  const groups = [...kinds].map(([kind, texts]) => {
    const noun = NOUNS[kind][joint === 'and' && texts.length > 1 ? 1 : 0];
    return `${noun} ${listed(texts, joint)}`;
  });
  return groups.length === 2 && nodes.length > 2 ? groups.join(`, ${joint} `) : listed(groups, joint);
}

/** In quotation marks; of a beginning what may follow is left open. */
export function shortText(node: TextNode): string {
  return quoted(node.kind === 'prefix' ? `${node.text}…` : node.text);
}

function kindOf({ kind, text }: TextNode): keyof typeof NOUNS {
  if (kind !== 'phrase') return kind;
  return /\s/.test(text) ? 'phrase' : 'exact';
}
