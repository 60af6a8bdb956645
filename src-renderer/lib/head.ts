import type { SearchNote, Stage } from '../api/types.ts';
import { count, counted, took } from './format.ts';

/** What the head of the list knows of the answer. */
export interface Standing {
  stage: Stage;
  final: boolean;
  milliseconds: number;
  /** When the first list stood. */
  firstMilliseconds: number;
  /** Passages read closely, of those that will be. */
  closely: { done: number; total: number };
  wordsOnly: boolean;
}

/** The note about files that wait stands in the head; anything else gets a row above the list. */
const IN_HEAD = 'FILES_WAITING';

/** "23 documents", or "50 of 212 documents" where the list holds the first of them. */
export function countText(listed: number, total: number): string {
  return listed < total ? `${count(listed)} of ${counted(total, 'document')}` : counted(listed, 'document');
}

/** A piece of what the head says; `spare` is left out where room is short. */
export interface StagePart {
  text: string;
  spare: boolean;
}

/** "first list, 9 ms; reading 32 of 64 closely …", in short "reading 32 of 64 …"; "read closely, 0.4 s" */
export function stageParts(standing: Standing): StagePart[] {
  const { stage, final, milliseconds, firstMilliseconds, closely, wordsOnly } = standing;
  if (wordsOnly) return [{ text: `words only, ${took(milliseconds)}`, spare: false }];
  if (final && (stage === 'light' || closely.total === 0))
    return [{ text: `words and light meaning, ${took(milliseconds)}`, spare: false }];
  if (final || closelyShare(standing) === 1)
    return [{ text: `read closely, ${took(milliseconds)}`, spare: false }];
  const share =
    closely.done === 0 ? count(closely.total) : `${count(closely.done)} of ${count(closely.total)}`;
  return [
    { text: `first list, ${took(firstMilliseconds)}; `, spare: true },
    { text: `reading ${share}`, spare: false },
    { text: ' closely', spare: true },
    { text: ' …', spare: false },
  ];
}

/** How much of the close reading is done, 0…1. */
export function closelyShare({ stage, closely }: Pick<Standing, 'stage' | 'closely'>): number {
  if (stage === 'light') return 0;
  return closely.total === 0 ? 1 : closely.done / closely.total;
}

export function noteInHead(notes: readonly SearchNote[]): string {
  return notes.find((note) => note.code === IN_HEAD)?.text.replace(/\.$/, '') ?? '';
}

export function noteRows(notes: readonly SearchNote[]): SearchNote[] {
  return distinctNotes(notes.filter((note) => note.code !== IN_HEAD));
}

/** What two places of a query have in common is said once. */
export function distinctNotes(notes: readonly SearchNote[]): SearchNote[] {
  return [...new Map(notes.map((note) => [note.text, note])).values()];
}
