import type { App } from '../app.svelte.ts';
import type { SearchResult } from '../api/types.ts';
import { quotation } from '../lib/quotation.ts';
import { focusNear } from './near-keys.ts';

/** Opens it with its own program, at the page that is looked at. */
export function openDocument({ search }: App, result: SearchResult): void {
  const { preview } = search;
  const isShown = preview.result?.path === result.path;
  const page = isShown && !preview.asText ? preview.pages.page : (shownPassage(search, result)?.page ?? null);
  void search.outside.open(result.path, page);
}

export function showFolder({ search }: App, result: SearchResult): void {
  void search.outside.showFolder(result.path);
}

export function copyPath(app: App, result: SearchResult): void {
  void app.copy(result.path, 'Path copied.');
}

/** Of the passage that is shown, else the best. */
export function copyQuotation(app: App, result: SearchResult): void {
  const { preview } = app.search;
  const at = preview.result?.path === result.path ? preview.at : 0;
  void app.copy(quotation(result, at), 'Quotation copied, with its source.');
}

export async function findSimilar({ search }: App, result: SearchResult): Promise<void> {
  search.previewOpen = false;
  search.keepShown();
  await search.near.find(result);
  await focusNear();
}

function shownPassage({ preview }: App['search'], result: SearchResult) {
  return result.passages[preview.result?.path === result.path ? preview.at : 0];
}
