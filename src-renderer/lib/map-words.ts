import type { MappedDocument, TopicMap } from '../api/types.ts';
import { count, counted } from './format.ts';
import { breadcrumbText, titled } from './place.ts';

interface Told {
  readonly id: number;
  readonly name: string;
  readonly count: number;
}

/** Where not all documents are drawn. */
export function drawnText(map: TopicMap | null): string {
  if (map === null || map.documents.length >= map.total) return '';
  return `${count(map.documents.length)} of ${count(map.total)} documents are drawn, taken evenly from all.`;
}

/** What the map rests on until documents are read closely. */
export function basisText(map: TopicMap | null): string {
  return map?.basis === 'light'
    ? 'Laid out by light meaning; once more when half of the documents are read closely.'
    : '';
}

/** What is going on while there is a map already. */
export function layingOutText(map: TopicMap | null): string {
  return map?.computing ? 'New documents are being placed on the map …' : '';
}

/** A point in words: "Sleep spindles, Sleep and memory, Papers › Sleep" */
export function pointText(
  document: MappedDocument,
  labels: readonly Told[],
  roots: readonly string[],
): string {
  const names = labels.filter(({ id }) => document.labels.includes(id)).map(({ name }) => name);
  const said = names.length === 0 ? 'no label' : names.join(' and ');
  return [titled(document).stem, said, breadcrumbText(document.path, roots)]
    .filter((part) => part !== '')
    .join(', ');
}

/** The map for who does not see it. */
export function summaryText({
  labels,
  unlabelled,
}: {
  readonly labels: readonly Told[];
  readonly unlabelled: number;
}): string {
  const counts = [...labels]
    .filter((label) => label.count > 0)
    .sort((left, right) => right.count - left.count)
    .map((label) => `${label.name} ${count(label.count)}`);
  const all = [...counts, `no label ${count(unlabelled)}`].join(', ');
  return `Documents close in meaning lie close together: ${all}. Arrows go from document to document, Enter opens a card, Space gathers, A gathers what is in sight, plus, minus and 0 change the size. The ranked list holds the same: ${counted(labels.length, 'label')}, M shows it.`;
}
