import type { DocumentPlace, Passage, SearchResult } from '../api/types.ts';
import type { App } from '../app.svelte.ts';

/** Characters of the place that stand in its row. */
const EXCERPT = 400;

/**
 * Shows one document, at a place of it where one is meant: the list holds it alone, found by its path.
 * Fails where the library does not know it.
 */
export async function showDocument(app: App, { path, span }: DocumentPlace): Promise<void> {
  const { search } = app;
  const start = span?.start ?? 0;
  const read = await app.client.document.read({ path, start, length: EXCERPT });
  await app.go('search');
  search.ask(pathQuery(path));
  await search.run({ silent: true });
  const found = search.rowOf(path)?.result ?? unlisted(read);
  const shown = span === null ? found : { ...found, passages: withPassage(found, passageAt(read, span)) };
  search.select(search.rowOf(path) === undefined ? null : path);
  await search.preview.open(shown);
  search.previewOpen = true;
}

/** A sign that would end the quotation cannot stand in it: the longest part without one does. */
function pathQuery(path: string): string {
  const [longest = ''] = path.split('"').sort((one, other) => other.length - one.length);
  return `path:"${longest}"`;
}

/** First, and in the place of the one that begins there too: a passage is known by its start. */
function withPassage({ passages }: SearchResult, first: Passage): Passage[] {
  return [first, ...passages.filter(({ start }) => start !== first.start)];
}

type Read = Awaited<ReturnType<App['client']['document']['read']>>;

function passageAt({ text, start, places }: Read, span: NonNullable<DocumentPlace['span']>): Passage {
  const place = places.findLast((at) => at.start <= span.start);
  return {
    text: text.slice(span.start - start, span.end - start),
    page: place?.page ?? null,
    heading: place?.heading ?? null,
    ...span,
    marks: [],
    answer: null,
    score: 1,
  };
}

/** Known to the library, but not among what a search by its path lists. */
function unlisted({ path, name, title, format, size, modified, recognised }: Read): SearchResult {
  const file = path.split(' › ')[0] ?? path;
  const standing = {
    connected: true,
    weak: false,
    score: 1,
    passages: [],
    labels: [],
    alsoAt: [],
    reasons: [],
  };
  return { path, file, name, title, format, size, modified, recognised, ...standing };
}
