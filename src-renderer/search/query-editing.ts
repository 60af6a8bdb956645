import { tick } from 'svelte';

import type { App } from '../app.svelte.ts';
import type { Suggestion } from './suggestions.svelte.ts';

/** What is typed into the query's field, and what its keys do there. */
export class QueryEditing {
  #app: Pick<App, 'query' | 'suggestions' | 'askKept'>;
  #field: () => HTMLInputElement;

  constructor(app: Pick<App, 'query' | 'suggestions' | 'askKept'>, field: () => HTMLInputElement) {
    this.#app = app;
    this.#field = field;
  }

  typed(): void {
    const { query } = this.#app;
    const field = this.#field();
    query.typed(field.value, field.selectionStart);
    // Where a filter became a chip the words are fewer than what the field holds.
    if (field.value !== query.words) field.value = query.words;
    this.#suggest();
  }

  async take(suggestion: Suggestion): Promise<void> {
    const { query, suggestions } = this.#app;
    suggestions.close();
    if (suggestion.kind !== 'filter') return this.#app.askKept(suggestion.query);
    const { start, end, text } = suggestion.item;
    const isName = text.endsWith(':');
    const before = query.words.slice(0, start) + text + (isName ? '' : ' ');
    query.typed(before + query.words.slice(end), before.length);
    await tick();
    const caret = isName ? before.length : query.words.length;
    this.#field().setSelectionRange(caret, caret);
    if (isName) this.#suggest();
  }

  onKey(event: KeyboardEvent): void {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (this.#onSuggestions(event.key) || this.#onChips(event.key)) event.preventDefault();
  }

  #suggest(): void {
    const { query, suggestions } = this.#app;
    const caret = this.#field().selectionStart ?? query.words.length;
    suggestions.type(query.words, caret, query.chips.length === 0);
  }

  #onSuggestions(key: string): boolean {
    const { query, suggestions } = this.#app;
    const { reached } = suggestions;
    if (key === 'Enter' || key === 'Tab') {
      if (reached === undefined) {
        suggestions.close();
        if (key === 'Enter') query.enter();
        return key === 'Enter';
      }
      void this.take(reached);
    } else if (!suggestions.open) return false;
    else if (key === 'ArrowDown') suggestions.move(1);
    else if (key === 'ArrowUp') suggestions.move(-1);
    else if (key === 'Escape') suggestions.close();
    else return false;
    return true;
  }

  /** Backspace at the start selects the last chip; the arrow at the end goes to the first. */
  #onChips(key: string): boolean {
    const { selectionStart, selectionEnd, value } = this.#field();
    const isAt = (place: number): boolean => selectionStart === place && selectionEnd === place;
    const chips = document.querySelectorAll<HTMLElement>('[data-chip]');
    const chip =
      key === 'Backspace' && isAt(0)
        ? chips[chips.length - 1]
        : key === 'ArrowRight' && isAt(value.length)
          ? chips[0]
          : undefined;
    chip?.focus();
    return chip !== undefined;
  }
}
