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

type AgentPassage = AgentSimilar['results'][number]['here'];

/** The last list of a search; nothing where it was broken off before the first. */
export function viewFound(stage: SearchStage | undefined, page: PageRequest): AgentSearch {
  if (stage === undefined)
    return { meaning: '', total: 0, strong: 0, corrections: [], notes: [], results: [], next: null };
  const { meaning, total, strong, corrections, notes, results } = stage;
  return {
    meaning,
    total,
    strong,
    corrections,
    notes,
    results: results.slice(page.offset, page.offset + page.limit).map((result) => {
      const { path, title, format, modified, recognised, labels, alsoAt, weak, passages } = result;
      const named = { path, title, format, modified, recognised, alsoAt, weak };
      return { ...named, labels: labels.map(({ name }) => name), passages: passages.map(viewPassage) };
    }),
    next: nextOf(page, total),
  };
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
  return {
    results: results.map(({ document: { path, title, format, modified }, nearness, here, there }) => {
      const passages = { here: viewPassage(here), there: viewPassage(there) };
      return { path, title, format, modified, nearness, ...passages };
    }),
    next: nextOf(page, total),
  };
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
