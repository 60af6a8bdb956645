import type { App } from './app.svelte.ts';
import { commandOf } from './commands.ts';
import { isSingle } from './lib/keys.ts';
import { nextPane } from './lib/panes.ts';
import { onSearchKey } from './search/search-keys.ts';
import { onTopicsKey } from './topics/topics-keys.ts';

/** Keys that work anywhere; what is left goes to the page in front. */
export function onKey(app: App, event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || document.querySelector('dialog[open]') !== null) return;
  if (app.settings.values?.letterKeys === false && isSingle(event)) return;
  // An open menu is walked by letters.
  if (event.target instanceof Element && event.target.closest('[role=menu]') !== null) return;
  const welcome = app.welcome || app.library.empty !== false;
  if (anywhere(app, event, welcome) || (!welcome && onPage(app, event))) event.preventDefault();
}

function onPage(app: App, event: KeyboardEvent): boolean {
  if (app.page === 'search') return onSearchKey(app, event);
  return app.page === 'topics' && onTopicsKey(app, event);
}

function anywhere(app: App, event: KeyboardEvent, welcome: boolean): boolean {
  if (event.key === 'F6') return nextPane(document, event.shiftKey);
  if (welcome) return false;
  const command = commandOf(app, event);
  void command?.run(app);
  return command !== undefined;
}
