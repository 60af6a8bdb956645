import { failureOf, failureText, toFailure } from '../api/failure.ts';
import type { Exported, SearchResult } from '../api/types.ts';
import type { App } from '../app.svelte.ts';
import { download } from '../lib/download.ts';
import { counted } from '../lib/format.ts';
import { fileNameOf } from '../lib/label-list.ts';
import { pickedResults } from './on-picks.ts';

const TYPES = {
  csv: 'text/csv',
  json: 'application/json',
  bib: 'application/x-bibtex',
  md: 'text/markdown',
  txt: 'text/plain',
} as const;
export type ListFormat = keyof typeof TYPES;

/** Longer names are cut: some file systems refuse them. */
const LONGEST_NAME = 60;

/** What is chosen, else all of the list, to its end. */
async function exportedResults(app: App): Promise<readonly SearchResult[]> {
  if (app.search.picks.size > 0) return pickedResults(app);
  await app.search.further.all();
  return app.search.arrangement.rows.map(({ result }) => result);
}

/** Hands the list to the browser as a file to save. */
export async function exportList(app: App, format: ListFormat): Promise<void> {
  const query = app.search.answer?.query ?? '';
  try {
    const { text, documents } = await listText(app, query, format);
    download(`${fileNameOf(query.slice(0, LONGEST_NAME))}.${format}`, TYPES[format], text);
    app.tell(`${counted(documents, 'document')} listed.`);
  } catch (error) {
    app.tell(failureText(toFailure(error)));
  }
}

/** Makes a folder of links; answers why it was refused. */
export async function exportFolder(app: App, folder: string): Promise<string | undefined> {
  const failure = await failureOf(async () => {
    const documents = exportedOf(await exportedResults(app));
    const { files, folder: made } = await app.client.searches.exportLinks({ folder, documents });
    app.tell(`${counted(files, 'link')} made in ${made}.`);
  });
  return failure === null ? undefined : failureText(failure);
}

async function listText(
  app: App,
  query: string,
  format: ListFormat,
): Promise<{ text: string; documents: number }> {
  const results = await exportedResults(app);
  if (format !== 'txt') return app.client.searches.export({ query, format, documents: exportedOf(results) });
  return { text: results.map(({ path }) => `${path}\n`).join(''), documents: results.length };
}

function exportedOf(results: readonly SearchResult[]): Exported {
  return results.map(({ path, reasons, passages: [best] }) => ({
    path,
    by: reasons.some(({ kind }) => kind === 'word' || kind === 'name') ? 'words' : 'meaning',
    quote: best === undefined ? null : { text: best.text, page: best.page, heading: best.heading },
  }));
}
