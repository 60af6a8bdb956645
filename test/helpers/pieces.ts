import type { Piece } from '../../src-renderer/lib/layout.ts';

/** A piece of shown text, unmarked but for what is said of it. */
export function piece(text: string, more: Partial<Piece> = {}): Piece {
  return { text, word: false, found: false, answer: false, ...more };
}
