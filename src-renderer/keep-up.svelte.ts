import type { App } from './app.svelte.ts';
import { dress } from './lib/dress.ts';

const NAMES = { search: 'Search', topics: 'Topics', library: 'Library', settings: 'Settings' } as const;

export function pageName({ page }: App): string {
  return NAMES[page];
}

/** Keeps what lies around the page in step with it: its look, its title, and what the program tells the next page. */
export function keepUp(app: () => App): void {
  $effect(() => {
    const { look } = app().standing;
    if (look !== null) dress(document.documentElement, look);
  });
  $effect(() => {
    const { kept } = app().standing;
    if (kept !== null) void app().desktop?.keepPage(kept);
  });
  $effect(() => {
    document.title = app().page === 'search' ? 'Inkling' : `${pageName(app())} · Inkling`;
  });
}
