import type { SearchResult } from '../api/types.ts';
import type { App } from '../app.svelte.ts';

/** Keys of the small window, all of them typed into its one field. True where one meant something. */
export function onQuickKey(app: App, event: KeyboardEvent): boolean {
  const { search } = app;
  if (event.isComposing) return false;
  if (event.key === 'ArrowDown') search.move(1);
  else if (event.key === 'ArrowUp') search.move(-1);
  else if (event.key === 'Enter') void take(app, event.ctrlKey || event.metaKey);
  else if (event.key === 'Escape') void leave(app);
  else return false;
  return true;
}

/** The row that the keys stand on: opened with its own program, or shown in the large window. */
export async function take(app: App, inLarge: boolean, path = app.search.active): Promise<void> {
  const result = app.search.rowOf(path)?.result;
  if (result === undefined) return;
  if (inLarge) await app.desktop?.showDocument(placeOf(result));
  else await app.search.outside.open(result.path, result.passages[0]?.page ?? null);
  if (app.search.outside.refused === null) await leave(app);
}

async function leave(app: App): Promise<void> {
  app.search.type('');
  await app.desktop?.hide();
}

function placeOf({ path, passages: [best] }: SearchResult) {
  return { path, span: best === undefined ? null : { start: best.start, end: best.end } };
}
