import { SvelteSet } from 'svelte/reactivity';

import { askAgain } from '../../api/ask-again.ts';
import type { Client } from '../../api/client.ts';
import { toFailure, type Failure } from '../../api/failure.ts';
import type { Label, TopicMap as Answer } from '../../api/types.ts';
import { Gathered } from './gathered.svelte.ts';
import { MappedDocuments } from './mapped-documents.svelte.ts';
import { centresOf } from './names.ts';
import { extentOf, NO_POINTS, pointsOf, within, type Loop, type Points, type Shown } from './points.ts';
import type { MapLabel, Scene } from './scene.ts';
import { carrying, frameOf, WHOLE, type Frame, type Size, type View } from './view.ts';

/** Asked so often while the map is being made. */
const AGAIN_MS = 700;
/** Of fewer points nothing can be read. */
export const FEWEST = 3;
/** Stands for documents without a label among those left out. */
const UNLABELLED = -1;

/** The map: its points, what is in sight of them, and what the person does with them. */
export class TopicMap {
  /** Null until it was answered first. */
  answer = $state.raw<Answer | null>(null);
  failure = $state.raw<Failure | null>(null);
  view = $state.raw<View>(WHOLE);
  size = $state.raw<Size>({ width: 0, height: 0 });
  /** The point spoken of, and whether its card stays while the pointer leaves. */
  active = $state(-1);
  pinned = $state(false);
  /** Whether dragging draws a loop instead of moving the map. */
  lassoing = $state(false);
  loop = $state.raw<Loop>([]);
  /** Settles once the map was answered first since it came in front. */
  opened: Promise<void> = Promise.resolve();
  readonly gathered: Gathered;
  readonly documents: MappedDocuments;

  #client: Client;
  #labels: () => readonly Label[];
  /** Labels whose points are left out, by number; -1: those that have none. */
  #left = new SvelteSet<number>();
  #again: ReturnType<typeof setTimeout> | null = null;
  #isOpen = false;

  constructor(client: Client, labels: () => readonly Label[]) {
    this.#client = client;
    this.#labels = labels;
    this.documents = new MappedDocuments(client);
    this.gathered = new Gathered(this.documents);
  }

  readonly points: Points = $derived.by(() =>
    this.answer === null ? NO_POINTS : pointsOf(this.answer, this.#labels()),
  );

  readonly labels: readonly (MapLabel & { id: number })[] = $derived.by(() => {
    const known = this.#labels();
    const counts = known.map(() => 0);
    for (const label of this.points.label) if (label >= 0) counts[label]! += 1;
    const centres = centresOf(this.points, known.length);
    return known.map(({ id, name, colour }, place) => ({
      id,
      name,
      colour,
      isShown: !this.#left.has(id),
      count: counts[place] ?? 0,
      centre: centres[place] ?? null,
    }));
  });

  readonly frame: Frame = $derived.by(() => frameOf(this.size, extentOf(this.points)));

  readonly shown: Shown = $derived.by(() => {
    const isShown = this.labels.map((label) => label.isShown);
    const withNone = !this.#left.has(UNLABELLED);
    const { label } = this.points;
    return (at: number) => (label[at]! < 0 ? withNone : isShown[label[at]!] === true);
  });

  /** Where gathered documents are among the points. */
  readonly gatheredPlaces: ReadonlySet<number> = $derived.by(() => {
    const wanted = new Set(this.gathered.documents);
    if (wanted.size === 0) return wanted;
    const places = [...this.points.documents.keys()].filter((at) => wanted.has(this.points.documents[at]!));
    return new Set(places);
  });

  /** Everything that is drawn, with one label chosen by its number; null for none. */
  sceneOf(chosen: number | null): Scene {
    return {
      ...this.size,
      points: this.points,
      carried: carrying(this.frame, this.view),
      shown: this.shown,
      scale: this.view.scale,
      labels: this.labels,
      chosen: this.labels.findIndex(({ id }) => id === chosen),
      active: this.active,
      gathered: this.gatheredPlaces,
      loop: this.loop,
    };
  }

  get unlabelled(): number {
    return this.points.count - this.labels.reduce((sum, { count }) => sum + count, 0);
  }

  get unlabelledShown(): boolean {
    return !this.#left.has(UNLABELLED);
  }

  /** The map comes in front. */
  open(): void {
    this.#isOpen = true;
    this.opened = this.refresh();
  }

  close(): void {
    this.#isOpen = false;
    if (this.#again !== null) clearTimeout(this.#again);
    this.#again = null;
    this.point(-1);
    this.loop = [];
    this.lassoing = false;
  }

  /** Asks for the points as they are now; goes on asking while more are to come. */
  async refresh(): Promise<void> {
    if (!this.#isOpen) return;
    if (this.#again !== null) clearTimeout(this.#again);
    this.#again = null;
    try {
      this.#take(await askAgain(() => this.#client.topics.map()));
      this.failure = null;
    } catch (error) {
      this.failure = toFailure(error);
    }
    const isGoingOn = this.failure === null && this.answer?.computing !== null;
    if (isGoingOn && this.#isOpen) this.#again = setTimeout(() => void this.refresh(), AGAIN_MS);
  }

  /** Speaks of a point; its card tells what it stands for. */
  point(at: number, pinned = false): void {
    this.active = at;
    this.pinned = pinned && at >= 0;
    const document = this.points.documents[at];
    if (document !== undefined) void this.documents.ask([document]);
  }

  toggle(label: number | null): void {
    const key = label ?? UNLABELLED;
    if (!this.#left.delete(key)) this.#left.add(key);
    if (this.active >= 0 && !this.shown(this.active)) this.point(-1);
  }

  /** Ends the loop and gathers what lies within. */
  gather(): number {
    const found = this.loop.length < 3 ? [] : within(this.points, this.loop, this.shown);
    this.loop = [];
    if (found.length > 0) this.gathered.take(found.map((at) => this.points.documents[at]!));
    return found.length;
  }

  /** Points may have come or left: what was spoken of stays with its document. */
  #take(answer: Answer): void {
    const document = this.points.documents[this.active];
    this.answer = answer;
    this.active = document === undefined ? -1 : answer.documents.indexOf(document);
    if (this.active < 0) this.pinned = false;
    this.gathered.keep(answer.documents);
    void this.documents.renew([...this.gathered.listed, ...(document === undefined ? [] : [document])]);
  }
}
