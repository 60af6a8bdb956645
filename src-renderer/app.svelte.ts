import { tick } from 'svelte';

import type { Client } from './api/client.ts';
import { Announcer } from './lib/announcer.svelte.ts';
import { Library } from './library/library.svelte.ts';
import { Search } from './search/search.svelte.ts';
import { SettingsState } from './settings/settings.svelte.ts';

export const PAGES = ['search', 'library', 'settings'] as const;
export type Page = (typeof PAGES)[number];

const TOAST_MS = 2400;

/** The parts of the page and which of them is in front. */
export class App {
  page = $state<Page>('search');
  keysOpen = $state(false);
  /** The welcome stands until its folders are taken, not only until the first of them is. */
  welcome = $state(false);
  toast = $state('');
  readonly announcer = new Announcer();
  readonly library: Library;
  readonly search: Search;
  readonly settings: SettingsState;
  readonly client: Client;
  #toasting: ReturnType<typeof setTimeout> | null = null;

  constructor(client: Client) {
    this.client = client;
    this.library = new Library(client, this.announcer, () => void this.search.renew());
    this.search = new Search(client, this.announcer);
    this.settings = new SettingsState(client);
  }

  async start(): Promise<void> {
    await Promise.all([this.library.start(), this.settings.load()]);
    if (this.page === 'search') await this.go('search');
  }

  /** The focus must not be lost with the page that leaves. */
  async go(page: Page): Promise<void> {
    this.page = page;
    await tick();
    if (document.activeElement !== document.body && document.activeElement !== null) return;
    document.querySelector<HTMLElement>(page === 'search' ? '#query' : 'main')?.focus();
  }

  async focusQuery(): Promise<void> {
    this.page = 'search';
    this.welcome = false;
    this.search.previewOpen = false;
    await tick();
    const field = document.querySelector<HTMLInputElement>('#query');
    field?.focus();
    field?.select();
  }

  /** Said and shown for a moment. */
  tell(message: string): void {
    this.announcer.say(message);
    this.toast = message;
    if (this.#toasting !== null) clearTimeout(this.#toasting);
    this.#toasting = setTimeout(() => (this.toast = ''), TOAST_MS);
  }

  async copy(text: string, done: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      this.tell(done);
    } catch {
      this.tell('The browser did not allow copying.');
    }
  }
}
