import { withValue, type Facet } from '../lib/facets.ts';
import { printView, readView, typedView, type QueryView } from '../lib/query-view.ts';

/** The query, as far as its bar changes it. */
interface Query {
  readonly text: string;
  type(text: string): void;
  ask(text?: string): void;
}

/** The query as words and chips. Its text is what counts: what is typed is kept only while it says the same. */
export class QueryField {
  #query: Query;
  #typed = $state.raw<QueryView>({ words: '', chips: [] });

  constructor(query: Query) {
    this.#query = query;
  }

  get #view(): QueryView {
    const { text } = this.#query;
    return printView(this.#typed) === text ? this.#typed : readView(text);
  }

  get words(): string {
    return this.#view.words;
  }

  get chips(): readonly string[] {
    return this.#view.chips;
  }

  /** A key: what a blank ended becomes a chip. */
  typed(words: string, caret: number | null): void {
    this.#become(typedView(this.#view, words, caret));
  }

  /** Enter: everything is ended and asked. */
  enter(): void {
    this.#typed = typedView(this.#view, this.words, null);
    this.#query.ask(printView(this.#typed));
  }

  remove(place: number): void {
    const { words, chips } = this.#view;
    this.#become({ words, chips: chips.toSpliced(place, 1) });
  }

  /** Back into the field, behind the words, where it can be changed. */
  edit(place: number): void {
    const { words, chips } = this.#view;
    const said = words.trim();
    const text = chips[place] ?? '';
    this.#become({ words: said === '' ? text : `${said} ${text}`, chips: chips.toSpliced(place, 1) });
  }

  /** A facet's value, chosen or no longer. */
  toggle(facet: Facet, value: string): void {
    const { words, chips } = this.#view;
    this.#become({ words, chips: withValue(chips, facet, value) });
  }

  clearChips(isOwn: (chip: string) => boolean): void {
    const { words, chips } = this.#view;
    this.#become({ words, chips: chips.filter((chip) => !isOwn(chip)) });
  }

  #become(view: QueryView): void {
    const text = printView(view);
    const isSame = text === this.#query.text.trim();
    this.#typed = view;
    // A blank at the end asks nothing new.
    if (!isSame || text !== this.#query.text) this.#query.type(text);
  }
}
