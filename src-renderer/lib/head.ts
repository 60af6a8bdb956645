import type { SearchNote, Stage } from '../api/types.ts';
import { count, counted, took } from './format.ts';

/** What the head of the list knows of the answer. */
export interface Standing {
  stage: Stage;
  final: boolean;
  milliseconds: number;
  wordsOnly: boolean;
}

/** The note about files that wait stands in the head; anything else gets a row above the list. */
const IN_HEAD = 'FILES_WAITING';

/** "23 documents", or "Best 50 documents" where the list was cut. */
export function countText(documents: number, limit: number): string {
  return documents < limit ? counted(documents, 'document') : `Best ${count(documents)} documents`;
}

/** "first list, 9 ms; reading closely …", "read closely, 0.4 s" */
export function stageText({ stage, final, milliseconds, wordsOnly }: Standing): string {
  if (wordsOnly) return `words only, ${took(milliseconds)}`;
  if (!final)
    return stage === 'light'
      ? `first list, ${took(milliseconds)}; reading closely …`
      : `read closely, ${took(milliseconds)}; comparing sentences …`;
  return stage === 'light'
    ? `words and light meaning, ${took(milliseconds)}`
    : `read closely, ${took(milliseconds)}`;
}

export function noteInHead(notes: readonly SearchNote[]): string {
  return notes.find((note) => note.code === IN_HEAD)?.text.replace(/\.$/, '') ?? '';
}

export function noteRows(notes: readonly SearchNote[]): SearchNote[] {
  return notes.filter((note) => note.code !== IN_HEAD);
}
