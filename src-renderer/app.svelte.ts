import { tick } from 'svelte';

import type { Client } from './api/client.ts';
import { NO_PICTURES, type Pictures } from './api/pictures.ts';
import type { ShellClient } from './api/shell-door.ts';
import { Desktop } from './desktop/desktop.svelte.ts';
import { Announcer } from './lib/announcer.svelte.ts';
import { readFormer } from './lib/former.ts';
import { insideQuery } from './lib/labels.ts';
import { Standing } from './lib/standing.svelte.ts';
import { Library } from './library/library.svelte.ts';
import { Kept } from './search/kept.svelte.ts';
import { QueryField } from './search/query-field.svelte.ts';
import { Search } from './search/search.svelte.ts';
import { Suggestions } from './search/suggestions.svelte.ts';
import { Keeping } from './settings/keeping.svelte.ts';
import { SettingsState } from './settings/settings.svelte.ts';
import { Topics } from './topics/topics.svelte.ts';
import { Toasts, type Tell, type ToastOptions } from './ui/toasts.svelte.ts';

export const PAGES = ['search', 'topics', 'library', 'settings'] as const;
export type Page = (typeof PAGES)[number];

/** The parts of the page and which of them is in front. */
export class App {
  page = $state<Page>('search');
  keysOpen = $state(false);
  paletteOpen = $state(false);
  aboutOpen = $state(false);
  /** The welcome stands until its folders are taken, not only until the first of them is. */
  welcome = $state(false);
  readonly toasts = new Toasts();
  readonly announcer = new Announcer();
  readonly library: Library;
  readonly search: Search;
  readonly query: QueryField;
  readonly suggestions: Suggestions;
  readonly kept: Kept;
  readonly topics: Topics;
  readonly settings: SettingsState;
  readonly keeping: Keeping;
  readonly client: Client;
  readonly standing: Standing;
  /** The program around this page; null in a browser. */
  readonly desktop: Desktop | null;

  constructor(client: Client, pictures: Pictures = NO_PICTURES, shell: ShellClient | null = null) {
    this.client = client;
    this.desktop = shell === null ? null : new Desktop(shell);
    const tell: Tell = (message, options) => this.tell(message, options);
    this.library = new Library(client, this.announcer, {
      onLeave: () => void this.search.renew(),
      tell,
    });
    this.kept = new Kept(client, tell);
    this.search = new Search(client, this.announcer, (query) => void this.kept.ask(query), pictures);
    this.library.onBack = () => void this.search.goOn();
    this.search.arrangement.roots = () => this.library.roots;
    this.query = new QueryField(this.search);
    this.suggestions = new Suggestions(client, this.kept);
    this.topics = new Topics(client, this.announcer, tell);
    this.settings = new SettingsState(client);
    this.standing = new Standing(this, readFormer(location));
    this.keeping = new Keeping(client, tell, () => this.renew());
  }

  async start(): Promise<void> {
    await Promise.all([this.library.start(), this.settings.load(), this.kept.start()]);
    if (this.page === 'search') await this.go('search');
  }

  /** The library is another one now: everything of it is asked anew. */
  async renew(): Promise<void> {
    await Promise.all([this.library.refresh(), this.settings.load(), this.kept.loadHistory()]);
    void this.search.renew();
  }

  /** The focus must not be lost with the page that leaves. */
  async go(page: Page): Promise<void> {
    this.page = page;
    await tick();
    if (document.activeElement !== document.body && document.activeElement !== null) return;
    document.querySelector<HTMLElement>(page === 'search' ? '#query' : 'main')?.focus();
  }

  /** A label of a result, on its own page. */
  async openLabel(id: number): Promise<void> {
    this.topics.pane = 'documents';
    this.topics.view = 'ranked';
    this.topics.chosen = id;
    await this.go('topics');
  }

  /** The search, kept to the documents of a label. */
  async searchInside(name: string): Promise<void> {
    this.search.ask(insideQuery(name));
    this.page = 'search';
    this.search.previewOpen = false;
    await tick();
    document.querySelector<HTMLInputElement>('#query')?.focus();
  }

  /** A search of before, asked once more; what is new of a saved one is shown. */
  askKept(query: string): void {
    const saved = this.kept.savedAs(query);
    if (saved !== undefined) void this.kept.open(saved);
    this.search.ask(query);
    void this.focusQuery();
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

  /** Behind what is typed, to go on there. */
  async focusQueryEnd(): Promise<void> {
    await tick();
    const field = document.querySelector<HTMLInputElement>('#query');
    field?.focus();
    field?.setSelectionRange(field.value.length, field.value.length);
  }

  /** Said and shown for a moment. */
  tell(message: string, options: ToastOptions = {}): void {
    this.announcer.say(message);
    this.toasts.show(message, options);
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
