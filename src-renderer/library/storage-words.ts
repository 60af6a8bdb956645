import type { StorageKind } from '../api/types.ts';

/** What each kind is called, and what it is for. */
export const STORAGE_WORDS: Readonly<Record<StorageKind, readonly [name: string, about: string]>> = {
  text: ['Texts', 'what was read of your documents'],
  words: ['Words', 'every word and where it stands'],
  codes: ['Meaning, short', 'what first lists are compared by'],
  vectors: ['Meaning, close', 'what deepening stored'],
  documents: ['Lists', 'files, passages, what they say of themselves'],
  own: ['Your own', 'folders, labels, searches, settings'],
  copies: ['Copies of your own', 'the last five days it changed'],
  models: ['Imported models', 'removed in Settings'],
  other: ['Logs and free room', 'used again before the library grows'],
};
