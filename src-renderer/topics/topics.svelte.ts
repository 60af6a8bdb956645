import { askAgain } from '../api/ask-again.ts';
import type { Client } from '../api/client.ts';
import { failureText, toFailure, type Failure } from '../api/failure.ts';
import type { Label, LabelInput, LabelSuggestion, Topics as Overview } from '../api/types.ts';
import type { Announcer } from '../lib/announcer.svelte.ts';
import { counted } from '../lib/format.ts';
import { branches, scoreText, suggestedName, thresholdOf, type Branch } from '../lib/labels.ts';
import { Later } from '../lib/later.ts';
import { baseName } from '../lib/place.ts';
import { Turns } from '../lib/turns.ts';
import type { Tell, ToastOptions } from '../ui/toasts.svelte.ts';
import { TopicMap } from './map/topic-map.svelte.ts';
import { inputOf, type Change } from './label-input.ts';
import { Ranked } from './ranked.svelte.ts';
import { Suggested } from './suggested.svelte.ts';
import { Threshold } from './threshold.svelte.ts';

/** Documents come in faster than a ranking is worth asking for. */
const CHANGES_MS = 5000;

/** One label, or the documents that have none. */
export type Chosen = number | 'none';
/** Under 720 px one of them is seen at a time; under 1080 px the definition lies over the documents. */
export type Pane = 'labels' | 'documents' | 'definition';

/** One such message at a time: what it offers takes back what was said last. */
const JUDGED = 'judged';

/** The labels, the one that is chosen, and what is changed about them. */
export class Topics {
  overview = $state.raw<Overview | null>(null);
  failure = $state.raw<Failure | null>(null);
  /** Why the last thing the person asked for was not done. */
  refused = $state.raw<Failure | null>(null);
  chosen = $state<Chosen | null>(null);
  pane = $state<Pane>('labels');
  /** The dialogue for a new label, or for the one chosen. */
  editing = $state<'new' | 'chosen' | null>(null);
  removing = $state(false);
  /** How documents are shown: as a list, or as points. */
  view = $state<'ranked' | 'map'>('ranked');
  /** Documents that a label being made is made from. */
  examples = $state.raw<readonly string[]>([]);
  readonly ranked: Ranked;
  readonly suggested: Suggested;
  readonly map: TopicMap;
  readonly threshold = new Threshold((threshold) => this.#setThreshold(threshold));

  #client: Client;
  #announcer: Pick<Announcer, 'say' | 'also'>;
  #tell: Tell;
  #turns = new Turns();
  readonly #changing = new Later();

  /** @param tell shows a message and speaks it */
  constructor(client: Client, announcer: Pick<Announcer, 'say' | 'also'>, tell: Tell) {
    this.#client = client;
    this.#announcer = announcer;
    this.#tell = tell;
    this.suggested = new Suggested(client);
    this.map = new TopicMap(client, () => this.overview?.labels ?? []);
    this.ranked = new Ranked({
      client,
      announcer,
      turns: this.#turns,
      onLabel: (label) => this.#put(label),
      onFollow: () => void this.#turns.settled().then(() => this.#look()),
      onRefused: (failure) => this.#refuse(failure),
      onJudged: (text) => this.#tell(text, this.#undoable()),
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
    const { chosen } = this;
    const isOpen = this.ranked.id === chosen && !this.ranked.loading;
    if (this.label !== null && chosen !== null) {
      await Promise.all([this.#look(), isOpen ? this.ranked.refresh() : this.#open(chosen)]);
      if (this.label !== null) return;
    } else await this.#look();
    if (this.overview !== null) await this.#openFirst();
  }

  stop(): void {
    void this.threshold.settle();
    this.#changing.cancel();
  }

  /** Documents came, left or were deepened: asked again, but not for each of them. */
  documentsChanged(): void {
    const look = () => void Promise.all([this.#look(), this.ranked.refresh(), this.map.refresh()]);
    if (!this.#changing.waits) this.#changing.do(look, CHANGES_MS);
  }

  async choose(chosen: Chosen): Promise<void> {
    await this.threshold.settle();
    this.refused = null;
    await this.#open(chosen);
  }

  /** Answers whether it was made, so that the dialogue can stay where it was not. */
  async create(input: Pick<LabelInput, 'name' | 'words' | 'examples'> & Change): Promise<boolean> {
    const label = await this.#save({ parent: null, threshold: null, ...input });
    if (label === null) return false;
    this.pane = 'documents';
    if (input.examples !== undefined) this.map.gathered.clear();
    const before = this.chosen;
    await this.#open(label.id);
    this.#tell(`${label.name} is made: ${counted(label.documents, 'document')}.`, {
      action: { name: 'Undo', run: () => void this.#unmake(label, before) },
    });
    return true;
  }

  async #unmake({ id, name }: Label, before: Chosen | null): Promise<void> {
    await this.#act(async () => {
      await this.#client.topics.remove({ id });
      return `${name} is taken back.`;
    }, {});
    if (this.chosen === id) this.chosen = before;
    await this.start();
  }

  async take({ words }: LabelSuggestion): Promise<void> {
    await this.create({ name: suggestedName(words), words: [...words] });
  }

  /** Changes the chosen label, and nothing of it but what is given. */
  async change(change: Change): Promise<boolean> {
    const { label } = this;
    if (label === null) return false;
    const { id } = label;
    const saved = await this.#save(() =>
      inputOf(this.overview?.labels.find((one) => one.id === id) ?? label, change),
    );
    if (saved === null || this.chosen !== id) return saved !== null;
    await Promise.all([this.#look(), this.ranked.refresh(), this.suggested.askWords(id)]);
    return true;
  }

  /** Changes how the chosen label is named and shown. */
  async edit(change: Omit<Change, 'words' | 'threshold'>): Promise<boolean> {
    const done = await this.change(change);
    if (done) this.#tell(`${this.label?.name ?? ''} is saved.`);
    return done;
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
    }, this.#undoable());
    await Promise.all([this.#look(), this.ranked.refresh()]);
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

  /** What was chosen before, where it is still there. */
  async #openFirst(): Promise<void> {
    const stays = this.chosen === 'none' || this.label !== null;
    const next = stays ? this.chosen : (this.branches[0]?.label.id ?? null);
    if (next !== null) await this.#open(next);
    else {
      this.chosen = null;
      this.ranked.close();
      await this.suggested.askLabels();
    }
  }

  async #open(chosen: Chosen): Promise<void> {
    this.chosen = chosen;
    this.threshold.belongsTo(chosen === 'none' ? null : chosen);
    if (chosen === 'none') {
      this.ranked.close();
      await this.suggested.askLabels();
    } else await Promise.all([this.ranked.open(chosen), this.suggested.askWords(chosen)]);
  }

  async #setThreshold(threshold: number | null): Promise<void> {
    const done = await this.change({ threshold });
    if (done && this.label !== null)
      this.#announcer.say(`Threshold ${scoreText(thresholdOf(this.label))}: ${this.#carried()}.`);
  }

  async #look(): Promise<void> {
    try {
      this.overview = await askAgain(() => this.#client.topics.list());
      this.failure = null;
    } catch (error) {
      this.failure = toFailure(error);
    }
  }

  #save(input: LabelInput | (() => LabelInput)): Promise<Label | null> {
    return this.#turns.take(async () => {
      try {
        const label = await this.#client.topics.save(typeof input === 'function' ? input() : input);
        this.#put(label);
        this.refused = null;
        void this.map.refresh();
        return label;
      } catch (error) {
        this.#refuse(toFailure(error));
        return null;
      }
    });
  }

  /** Does what the person asked for; what it answers is shown and spoken. */
  #act(work: () => Promise<string>, options: ToastOptions = { kind: JUDGED }): Promise<void> {
    return this.#turns.take(async () => {
      try {
        this.#tell(await work(), options);
        this.refused = null;
        void this.map.refresh();
      } catch (error) {
        this.#refuse(toFailure(error));
      }
    });
  }

  #undoable(): ToastOptions {
    return { kind: JUDGED, action: { name: 'Undo', run: () => void this.undo() } };
  }

  #refuse(failure: Failure): void {
    this.refused = failure;
    this.#tell(failureText(failure));
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
