import { askAgain } from '../api/ask-again.ts';
import type { Client } from '../api/client.ts';
import { failureText, toFailure, type Failure } from '../api/failure.ts';
import type { Label, LabelInput, LabelSuggestion, Topics as Overview } from '../api/types.ts';
import type { Announcer } from '../lib/announcer.svelte.ts';
import { counted } from '../lib/format.ts';
import { branches, suggestedName, type Branch } from '../lib/labels.ts';
import { baseName } from '../lib/place.ts';
import { Turns } from '../lib/turns.ts';
import { Ranked } from './ranked.svelte.ts';
import { Threshold } from './threshold.svelte.ts';

/** Documents come in faster than a ranking is worth asking for. */
const CHANGES_MS = 5000;

/** One label, or the documents that have none. */
export type Chosen = number | 'none';
/** Under 720 px one of them is seen at a time; under 1080 px the definition lies over the documents. */
export type Pane = 'labels' | 'documents' | 'definition';

type Change = Partial<Pick<LabelInput, 'name' | 'words' | 'parent' | 'colour' | 'threshold'>>;

/** The labels, the one that is chosen, and what is changed about them. */
export class Topics {
  overview = $state.raw<Overview | null>(null);
  failure = $state.raw<Failure | null>(null);
  /** Why the last thing the person asked for was not done. */
  refused = $state.raw<Failure | null>(null);
  chosen = $state<Chosen | null>(null);
  pane = $state<Pane>('labels');
  suggestions = $state.raw<readonly LabelSuggestion[] | null>(null);
  suggestedWords = $state.raw<readonly { word: string; documents: number }[]>([]);
  /** The dialogue for a new label, or for the one chosen. */
  editing = $state<'new' | 'chosen' | null>(null);
  removing = $state(false);
  readonly ranked: Ranked;
  readonly threshold = new Threshold((threshold) => this.change({ threshold }).then(() => {}));

  #client: Client;
  #tell: (message: string) => void;
  #turns = new Turns();
  #changing: ReturnType<typeof setTimeout> | null = null;

  /** @param tell shows a message and speaks it */
  constructor(client: Client, announcer: Pick<Announcer, 'say' | 'also'>, tell: (message: string) => void) {
    this.#client = client;
    this.#tell = tell;
    this.ranked = new Ranked({
      client,
      announcer,
      turns: this.#turns,
      onLabel: (label) => this.#put(label),
      onRefused: (failure) => this.#refuse(failure),
    });
  }

  get branches(): readonly Branch[] {
    return branches(this.overview?.labels ?? []);
  }

  get label(): Label | null {
    return this.overview?.labels.find(({ id }) => id === this.chosen) ?? null;
  }

  /** The page comes in front. */
  async start(): Promise<void> {
    const known = this.label !== null && this.ranked.id === this.chosen;
    await Promise.all([this.#look(), known ? this.ranked.refresh() : null]);
    if (this.overview === null || known) return;
    const first = this.branches[0]?.label.id ?? null;
    const wanted = this.chosen !== null && (this.chosen === 'none' || this.label !== null);
    const next = wanted ? this.chosen : first;
    if (next === null) await this.#suggestLabels();
    else await this.#open(next);
  }

  stop(): void {
    void this.threshold.settle();
    if (this.#changing !== null) clearTimeout(this.#changing);
    this.#changing = null;
  }

  /** Documents came, left or were deepened: asked again, but not for each of them. */
  documentsChanged(): void {
    this.#changing ??= setTimeout(() => {
      this.#changing = null;
      void Promise.all([this.#look(), this.ranked.refresh()]);
    }, CHANGES_MS);
  }

  async choose(chosen: Chosen): Promise<void> {
    await this.threshold.settle();
    this.refused = null;
    await this.#open(chosen);
  }

  /** Answers whether it was made, so that the dialogue can stay where it was not. */
  async create(input: Pick<LabelInput, 'name' | 'words'> & Change): Promise<boolean> {
    const label = await this.#save({ parent: null, threshold: null, ...input });
    if (label === null) return false;
    this.pane = 'documents';
    await this.#open(label.id);
    this.#tell(`${label.name} is made: ${counted(label.documents, 'document')}.`);
    return true;
  }

  async take({ words }: LabelSuggestion): Promise<void> {
    await this.create({ name: suggestedName(words), words: [...words] });
  }

  /** Changes the chosen label, and nothing of it but what is given. */
  async change(change: Change): Promise<boolean> {
    const { label } = this;
    if (label === null) return false;
    const { id } = label;
    const saved = await this.#save(() => inputOf(this.#labelOf(id) ?? label, change));
    if (saved === null || this.chosen !== id) return saved !== null;
    await Promise.all([this.#look(), this.ranked.refresh(), this.#suggestWords()]);
    return true;
  }

  async addWords(words: readonly string[]): Promise<boolean> {
    const present = this.label?.words.map(({ word }) => word) ?? [];
    const fresh = words.filter((word) => !present.includes(word));
    if (fresh.length === 0) return true;
    const done = await this.change({ words: [...present, ...fresh] });
    if (done) this.#tell(`${fresh.join(', ')} added; ${this.#carried()}.`);
    return done;
  }

  /** @param meant stands in its place, where it was a slip */
  async dropWord(word: string, meant: string | null = null): Promise<void> {
    const words = (this.label?.words ?? []).flatMap((each) => {
      if (each.word !== word) return [each.word];
      return meant === null ? [] : [meant];
    });
    const done = await this.change({ words: [...new Set(words)] });
    if (!done) return;
    this.#tell(`${meant === null ? `${word} removed` : `${word} is now ${meant}`}; ${this.#carried()}.`);
  }

  /** Takes back what was said of a document, listed or not. */
  async dropExample(path: string): Promise<void> {
    const { label } = this;
    if (label === null) return;
    await this.#act(async () => {
      this.#put(await this.#client.topics.judge({ id: label.id, path, verdict: null }));
      return `${baseName(path)}: no longer judged.`;
    });
    await this.ranked.refresh();
  }

  async undo(): Promise<void> {
    let path: string | null = null;
    await this.#act(async () => {
      const { undone } = await this.#client.topics.undo();
      if (undone === null) return 'Nothing to take back.';
      path = undone.path;
      return `Taken back in ${undone.label}: the judgement of ${baseName(undone.path)}.`;
    });
    if (path === null) return;
    if (this.ranked.documents.some((document) => document.path === path)) this.ranked.select(path);
    await Promise.all([this.#look(), this.ranked.refresh()]);
  }

  async remove(): Promise<void> {
    const { label } = this;
    this.removing = false;
    if (label === null) return;
    await this.#act(async () => {
      await this.#client.topics.remove({ id: label.id });
      this.chosen = null;
      this.ranked.close();
      return `${label.name} is removed.`;
    });
    this.pane = 'labels';
    await this.start();
  }

  async #open(chosen: Chosen): Promise<void> {
    this.chosen = chosen;
    this.threshold.belongsTo(chosen === 'none' ? null : chosen);
    this.suggestedWords = [];
    if (chosen === 'none') {
      this.ranked.close();
      await this.#suggestLabels();
    } else await Promise.all([this.ranked.open(chosen), this.#suggestWords()]);
  }

  async #look(): Promise<void> {
    try {
      this.overview = await askAgain(() => this.#client.topics.list());
      this.failure = null;
    } catch (error) {
      this.failure = toFailure(error);
    }
  }

  async #suggestLabels(): Promise<void> {
    try {
      const { suggestions } = await askAgain(() => this.#client.topics.suggestLabels({}));
      this.suggestions = suggestions;
    } catch {
      // A label can be made without a suggestion.
      this.suggestions = [];
    }
  }

  async #suggestWords(): Promise<void> {
    const id = this.chosen;
    if (typeof id !== 'number') return;
    try {
      const { words } = await this.#client.topics.suggestWords({ id });
      if (this.chosen === id) this.suggestedWords = words;
    } catch {
      // Words can be given without a suggestion.
    }
  }

  #save(input: LabelInput | (() => LabelInput)): Promise<Label | null> {
    return this.#turns.take(async () => {
      try {
        const label = await this.#client.topics.save(typeof input === 'function' ? input() : input);
        this.#put(label);
        this.refused = null;
        return label;
      } catch (error) {
        this.#refuse(toFailure(error));
        return null;
      }
    });
  }

  /** Does what the person asked for; what it answers is shown and spoken. */
  #act(work: () => Promise<string>): Promise<void> {
    return this.#turns.take(async () => {
      try {
        this.#tell(await work());
        this.refused = null;
      } catch (error) {
        this.#refuse(toFailure(error));
      }
    });
  }

  #refuse(failure: Failure): void {
    this.refused = failure;
    this.#tell(failureText(failure));
  }

  #labelOf(id: number): Label | null {
    return this.overview?.labels.find((label) => label.id === id) ?? null;
  }

  #carried(): string {
    return counted(this.label?.documents ?? 0, 'document');
  }

  /** A label as it is now, in its place by name. */
  #put(label: Label): void {
    const { overview } = this;
    if (overview === null) return;
    const others = overview.labels.filter(({ id }) => id !== label.id);
    const labels = [...others, label].sort((a, b) => a.name.localeCompare(b.name));
    this.overview = { ...overview, labels };
  }
}

function inputOf(label: Label, change: Change): LabelInput {
  const { id, name, parent, colour, threshold } = label;
  return { id, name, parent, colour, threshold, words: label.words.map(({ word }) => word), ...change };
}
