import { failureText, toFailure } from '../api/failure.ts';
import type { Label, SearchResult } from '../api/types.ts';
import type { App } from '../app.svelte.ts';
import { download } from '../lib/download.ts';
import { counted } from '../lib/format.ts';
import { fileNameOf } from '../lib/label-list.ts';
import { pickedAsCsv, pickedAsJson, pickedAsPaths } from '../lib/picked-list.ts';

const TYPES = { csv: 'text/csv', json: 'application/json', txt: 'text/plain' } as const;

/** Longer names are cut: some file systems refuse them. */
const LONGEST_NAME = 60;

/** Those that are chosen, in the order that is seen. */
export function pickedResults({ search }: App): SearchResult[] {
  return search.arrangement.rows
    .map(({ result }) => result)
    .filter(({ path }) => search.picks.paths.has(path));
}

export async function copyPicked(app: App): Promise<void> {
  const results = pickedResults(app);
  const paths = results.map(({ path }) => path).join('\n');
  await app.copy(paths, `${counted(results.length, 'path')} copied.`);
}

export function exportPicked(app: App, format: keyof typeof TYPES): void {
  const results = pickedResults(app);
  const query = app.search.answer?.query ?? '';
  const text = {
    csv: () => pickedAsCsv(results),
    json: () => pickedAsJson(query, results),
    txt: () => pickedAsPaths(results),
  }[format]();
  download(`${fileNameOf(query.slice(0, LONGEST_NAME))}.${format}`, TYPES[format], text);
  app.tell(`${counted(results.length, 'document')} listed.`);
}

/** Each becomes an example of the label, as if it were judged on the label's page. */
export async function labelPicked(app: App, { id, name }: Pick<Label, 'id' | 'name'>): Promise<void> {
  const paths = pickedResults(app).map(({ path }) => path);
  try {
    for (const path of paths) await app.client.topics.judge({ id, path, verdict: 'belongs' });
    app.tell(`${counted(paths.length, 'document')} labelled ${name}.`);
    await app.search.renew();
  } catch (error) {
    app.tell(failureText(toFailure(error)));
  }
}
