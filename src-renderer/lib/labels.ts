import type { Label, TopicDocument, Topics, Verdict } from '../api/types.ts';
import { count, counted } from './format.ts';
import { titled } from './place.ts';

const PENCILS = ['blue', 'violet', 'ochre', 'green', 'rose', 'teal', 'red', 'slate'] as const;
const SIGNS = ['circle', 'square', 'triangle', 'diamond'] as const;
const STEPS = 100;
/** 0.29 × 100 is a little less than 29. */
const ROUNDING = 1e-6;

export type Sign = (typeof SIGNS)[number];

/** A label in the list, with the one it lies under. */
export interface Branch {
  label: Label;
  under: Label | null;
}

export function pencil(colour: number): string {
  return `var(--l-${PENCILS[colour] ?? 'slate'})`;
}

export function signOf(colour: number): Sign {
  return SIGNS[colour % SIGNS.length] ?? 'circle';
}

/** 0 → "Blue circle" */
export function signName(colour: number): string {
  const name = PENCILS[colour] ?? 'slate';
  return `${name[0]?.toUpperCase() ?? ''}${name.slice(1)} ${signOf(colour)}`;
}

export const COLOURS: readonly number[] = PENCILS.map((_, colour) => colour);

/** Children follow their parent. */
export function branches(labels: readonly Label[]): Branch[] {
  const ids = new Set(labels.map(({ id }) => id));
  const top = labels.filter(({ parent }) => parent === null || !ids.has(parent));
  return top.flatMap((label) => [
    { label, under: null },
    ...labels.filter(({ parent }) => parent === label.id).map((child) => ({ label: child, under: label })),
  ]);
}

/** Labels that another one may lie under: a parent has none itself, and a label with children stays on top. */
export function possibleParents(labels: readonly Label[], id: number | null): Label[] {
  if (id !== null && labels.some(({ parent }) => parent === id)) return [];
  return labels.filter((label) => label.parent === null && label.id !== id);
}

export function thresholdOf({ threshold, proposed }: Pick<Label, 'threshold' | 'proposed'>): number {
  return threshold ?? proposed;
}

/** How many documents lie at or above a threshold. */
export function carriedAt(histogram: readonly number[], threshold: number): number {
  const first = Math.floor(threshold * STEPS + ROUNDING);
  return histogram.slice(first).reduce((sum, documents) => sum + documents, 0);
}

/** The first document under the threshold; -1 where none is. */
export function firstUnder(
  documents: readonly Pick<TopicDocument, 'score' | 'compared'>[],
  threshold: number,
): number {
  return documents.findIndex(({ score, compared }) => compared && score < threshold);
}

export function scoreText(score: number): string {
  return score.toFixed(2);
}

/** "sleep, nap; deep sleep" → ["sleep", "nap", "deep sleep"] */
export function wordsIn(text: string): string[] {
  const words = text.split(/[,;\n]/).map((word) => word.trim());
  return [...new Set(words)].filter((word) => word !== '');
}

/** "2 for, 1 against" */
export function examplesText(examples: readonly { verdict: Verdict }[]): string {
  const belong = examples.filter(({ verdict }) => verdict === 'belongs').length;
  const not = examples.length - belong;
  const parts = [belong === 0 ? '' : `${count(belong)} for`, not === 0 ? '' : `${count(not)} against`];
  return parts.filter((part) => part !== '').join(', ');
}

export function verdictText(verdict: Verdict | null): string {
  if (verdict === null) return '';
  return verdict === 'belongs' ? 'belongs' : 'does not belong';
}

export function judgedText(document: Pick<TopicDocument, 'name' | 'title'>, verdict: Verdict | null): string {
  const { stem } = titled(document);
  return `${stem}: ${verdictText(verdict) || 'no longer judged'}.`;
}

/**
 * What the ranking rests on where not every document is read closely.
 * @param isDone whether everything worth it has been read closely: tables and the like are not
 */
export function deepText({ deep, documents }: Pick<Topics, 'deep' | 'documents'>, isDone = false): string {
  if (deep >= documents) return '';
  if (deep === 0 && !isDone) return 'Ranked by light meaning; gets better by itself.';
  const rest = documents - deep;
  const which = `${count(rest)} of ${counted(documents, 'document')}`;
  const why = isDone ? ': tables and the like are not read closely.' : '; gets better by itself.';
  return `${which} ${rest === 1 ? 'is' : 'are'} ranked by light meaning${why}`;
}

export function fewText({ documents, rank }: Pick<Topics, 'documents' | 'rank'>): string {
  if (documents === 0) return 'No document has been read yet. Labels find theirs as they are read.';
  if (rank !== null) return '';
  return `${counted(documents, 'document')}: too few to tell topics apart well. It gets better with more.`;
}

/** "128 documents carry this label" */
export function carriedText(documents: number): string {
  if (documents === 0) return 'no document carries this label';
  return `${counted(documents, 'document')} ${documents === 1 ? 'carries' : 'carry'} this label`;
}

export function nearText(near: number): string {
  if (near === 0) return '';
  return near === 1
    ? '1 lies near the line. Judge it first: it teaches the label most.'
    : `${count(near)} lie near the line. Judge those first: they teach the label most.`;
}

/** What is lost with a label. */
export function lossText({ words, examples, documents }: Label): string {
  const lost = [
    words.length === 0 ? '' : counted(words.length, 'word'),
    examples.length === 0 ? '' : counted(examples.length, 'example'),
  ].filter((part) => part !== '');
  const one = words.length + examples.length === 1;
  const first = lost.length === 0 ? '' : `Its ${lost.join(' and ')} ${one ? 'is' : 'are'} lost. `;
  if (documents === 0) return `${first}No document carries it.`;
  const carry =
    documents === 1 ? '1 document no longer carries' : `${count(documents)} documents no longer carry`;
  return `${first}${carry} it; the files stay as they are.`;
}

/** A name for a group of alike documents: its first two words. */
export function suggestedName(words: readonly string[]): string {
  const name = words.slice(0, 2).join(', ');
  return `${name[0]?.toUpperCase() ?? ''}${name.slice(1)}`;
}

/** The query that searches the documents of a label. */
export function insideQuery(name: string): string {
  return `label:"${name.replaceAll('"', '')}" `;
}
