import type {
  AgentSearch,
  AgentSimilar,
  AgentText,
  AgentTopicDocuments,
  DocumentText,
  Passage,
  SearchStage,
  Similar,
} from '../contract/index.ts';
import { nameOfPath } from '../lib/document-path.ts';
import type { LabelledDocument } from '../storage/seen-documents.ts';
import type { PageRequest } from './finding.ts';
import type { Places } from './labels.ts';
import { absolutePath } from './view-label.ts';

/** Documents of a list that can be reached; a search makes no longer ones. */
export const REACH = 200;

/** Characters of passages in one answer, for a reader whose attention is dear; the rest comes with the next page. */
export const MOST_CHARACTERS = 40_000;

type AgentPassage = AgentSimilar['results'][number]['here'];

/** The last list of a search; nothing where it was broken off before the first. */
export function viewFound(stage: SearchStage | undefined, page: PageRequest): AgentSearch {
  if (stage === undefined)
    return { meaning: '', total: 0, strong: 0, corrections: [], notes: [], results: [], next: null };
  const { meaning, total, strong, corrections, notes, results } = stage;
  const viewed = results.slice(page.offset, page.offset + page.limit).map((result) => {
    const { path, title, format, modified, recognised, labels, alsoAt, weak, passages } = result;
    const named = { path, title, format, modified, recognised, alsoAt, weak };
    return { ...named, labels: labels.map(({ name }) => name), passages: passages.map(viewPassage) };
  });
  const within = withinBudget(viewed, ({ passages }) => passages);
  return {
    meaning,
    total,
    strong,
    corrections,
    notes,
    results: within,
    next: nextOf({ ...page, limit: limitOf(page, viewed, within) }, total),
  };
}

/** As many from the first as the budget has room for, and one at the least. */
function withinBudget<Viewed>(
  viewed: readonly Viewed[],
  passagesOf: (one: Viewed) => readonly AgentPassage[],
): Viewed[] {
  let left = MOST_CHARACTERS;
  return viewed.filter((one, place) => {
    left -= passagesOf(one).reduce((sum, { text }) => sum + text.length, 0);
    return place === 0 || left >= 0;
  });
}

/** How far a page went: less than was asked for where the budget ended it. */
function limitOf({ limit }: PageRequest, viewed: readonly unknown[], within: readonly unknown[]): number {
  return within.length < viewed.length ? within.length : limit;
}

export function viewText({ name: _name, size: _size, ...text }: DocumentText): AgentText {
  const end = text.start + text.text.length;
  const within = text.places.filter(({ start }, index) => {
    const following = text.places[index + 1]?.start ?? text.length;
    return start < end && following > text.start;
  });
  // A place may lie between the two halves of a letter beyond the first plane.
  const whole = text.text.toWellFormed();
  return { ...text, text: whole, places: within, next: end < text.length && end > text.start ? end : null };
}

export function viewSimilar({ results, total }: Similar, page: PageRequest): AgentSimilar {
  const viewed = results.map(({ document: { path, title, format, modified }, nearness, here, there }) => {
    const passages = { here: viewPassage(here), there: viewPassage(there) };
    return { path, title, format, modified, nearness, ...passages };
  });
  const within = withinBudget(viewed, ({ here, there }) => [here, there]);
  return { results: within, next: nextOf({ ...page, limit: limitOf(page, viewed, within) }, total) };
}

export function viewLabelled(
  { name, documents: total }: { readonly name: string; readonly documents: number },
  found: readonly LabelledDocument[],
  { places, page }: { readonly places: Places; readonly page: PageRequest },
): AgentTopicDocuments {
  return {
    name,
    total,
    results: found.map(({ document: { root, path, modified }, title, format }) => {
      return { path: absolutePath(places, root, path), title: title ?? nameOfPath(path), format, modified };
    }),
    next: nextOf(page, total),
  };
}

function viewPassage({
  text,
  page,
  heading,
  start,
  end,
}: Omit<Passage, 'marks' | 'answer' | 'score'>): AgentPassage {
  return { text, page, heading, start, end };
}

function nextOf({ offset, limit }: PageRequest, total: number): number | null {
  const next = offset + limit;
  return next < Math.min(total, REACH) ? next : null;
}
