import type {
  Judgings,
  Label,
  LabelInput,
  LabelSuggestion,
  RankedDocuments,
  Topics,
  UnlabelledDocuments,
  Verdict,
} from '../contract/index.ts';
import type { Calls } from '../lib/calls.ts';
import { nameOfPath } from '../lib/document-path.ts';
import { InklingError } from '../lib/errors.ts';
import type { Judging, StoredLabel } from '../storage/person-labels.ts';
import type { PersonStore } from '../storage/person.ts';
import type { Fitted, FoundLabel } from '../topics/found-labels.ts';
import type { LabelRequest } from './engine.ts';
import { unknownDocument } from '../lib/unknown-document.ts';
import { LabelFits } from './label-fits.ts';
import type { Readers } from './threads.ts';
import type { TopicHandlers } from './topic-thread.ts';
import { absolutePath, signOf, verdictOf, viewDocument, viewLabel } from './view-label.ts';
import type { HeavyWords } from './word-vectors.ts';
import type { WriteHandlers } from './write-thread.ts';

/** What labels need of the library around them. */
export interface Places {
  rootPath(id: number): string | undefined;
  locate(path: string): { readonly root: number; readonly relative: string } | undefined;
  isConnected(root: number): boolean;
}

export interface LabelsOptions {
  readonly person: PersonStore;
  readonly places: Places;
  readonly words: HeavyWords;
  readonly readers: Readers;
  readonly writer: Calls<WriteHandlers>;
  /** The thread that fits, started when it is first asked for. */
  readonly thread: () => Promise<{ readonly calls: Calls<TopicHandlers> }>;
  readonly endThread: () => Promise<void>;
}

const COLOURS = 8;

/** The labels of a person: kept in person.db, fitted by a thread of their own, given to documents by the writer. */
export class Labels {
  readonly #options: LabelsOptions;
  readonly #fits: LabelFits;

  constructor(options: LabelsOptions) {
    this.#options = options;
    this.#fits = new LabelFits(options);
  }

  get #store(): PersonStore['labels'] {
    return this.#options.person.labels;
  }

  /** Fits labels anew before long, where there are any: documents came, changed or left. */
  touch(): void {
    this.#fits.touch();
  }

  async close(): Promise<void> {
    await this.#fits.close();
    await this.#options.endThread();
  }

  async list(): Promise<Topics> {
    const fitted = await this.#fits.current();
    const { documents, unlabelled, deep, rank } = fitted;
    return { labels: await this.#described(fitted), documents, unlabelled, deep, rank };
  }

  /** @throws InklingError LABEL_NAME_TAKEN, LABEL_UNKNOWN, LABEL_NESTED, DOCUMENT_UNKNOWN */
  async save(input: LabelInput): Promise<Label> {
    const { id, name, words, parent, colour, threshold, examples = [], counterexamples = [] } = input;
    const belonging = await Promise.all(examples.map((path) => this.#documentAt(path)));
    const others = await Promise.all(counterexamples.map((path) => this.#documentAt(path)));
    const known = this.#store.labels();
    const before = known.find((label) => label.id === id);
    const saved = this.#store.saveLabel({
      ...(id !== undefined && { id }),
      name,
      words: distinct(words),
      parent,
      colour: colour ?? before?.colour ?? freeColour(known),
      threshold,
    });
    this.#store.judge(
      ...belonging.map((place) => ({ label: saved, ...place, verdict: 1 as const })),
      ...others.map((place) => ({ label: saved, ...place, verdict: -1 as const })),
    );
    return this.#changed(saved);
  }

  /** @throws InklingError LABEL_UNKNOWN */
  async remove(id: number): Promise<void> {
    this.#store.removeLabel(id);
    await this.#options.writer.dropLabel({ label: id });
    await this.#fits.changed();
  }

  /** @throws InklingError LABEL_UNKNOWN */
  async show({ id, offset, limit, brief }: LabelRequest): Promise<RankedDocuments> {
    const label = await this.#label(id);
    const { calls } = await this.#options.thread();
    const { documents, total, histogram } = await calls.rank({ id, offset, limit, brief });
    return {
      label,
      documents: documents.map((document) => viewDocument(document, this.#options.places)),
      total,
      histogram: [...histogram],
    };
  }

  async unlabelled(offset: number, limit: number): Promise<UnlabelledDocuments> {
    await this.#fits.current();
    const { calls } = await this.#options.thread();
    const { documents, total } = await calls.unlabelled({ offset, limit });
    return {
      documents: documents.map(({ root, path, title, format, modified }) => ({
        path: absolutePath(this.#options.places, root, path),
        title: title ?? nameOfPath(path),
        format,
        modified,
      })),
      total,
    };
  }

  /** @throws InklingError LABEL_UNKNOWN, DOCUMENT_UNKNOWN */
  async judge(id: number, path: string, verdict: Verdict | null): Promise<Label> {
    return (await this.judgeAll(id, [{ path, verdict }])).label;
  }

  /** One fit for all of them; `before` is what stood of each. */
  async judgeAll(id: number, judgings: Judgings): Promise<{ label: Label; before: Judgings }> {
    const places = await Promise.all(judgings.map(({ path }) => this.#documentAt(path)));
    const said = places.map((place, index) => {
      const verdict = judgings[index]?.verdict ?? null;
      return { label: id, ...place, verdict: verdict === null ? null : signOf(verdict) };
    });
    const signs = this.#store.judge(...said);
    const before = judgings.map(({ path }, index) => {
      const sign = signs[index] ?? null;
      return { path, verdict: sign === null ? null : verdictOf(sign) };
    });
    return { label: await this.#changed(id), before };
  }

  async undo(): Promise<{ label: string; path: string } | null> {
    const undone = this.#store.undoLast();
    if (undone === null) return null;
    await this.#fits.changed();
    const label = this.#store.labels().find(({ id }) => id === undone.label)?.name ?? '';
    return { label, path: `${undone.root}/${undone.path}` };
  }

  async suggestWords(id: number, limit: number): Promise<{ word: string; documents: number }[]> {
    await this.#label(id);
    return (await this.#options.thread()).calls.suggestWords({ id, limit });
  }

  /** @throws InklingError FOLDER_UNKNOWN where no document lies in the folder */
  async suggestLabels(folder: string | null, limit: number): Promise<LabelSuggestion[]> {
    await this.#fits.current();
    const within = folder === null ? null : this.#options.places.locate(folder);
    if (within === undefined) throw unknownFolder(folder ?? '');
    const { calls } = await this.#options.thread();
    const found = await calls.suggestLabels({
      within: within === null ? null : { root: within.root, path: within.relative },
      limit,
    });
    return found.map(({ words, documents, examples }) => ({
      words,
      documents,
      examples: examples.map(({ root, path }) => absolutePath(this.#options.places, root, path)),
    }));
  }

  async #documentAt(path: string): Promise<Omit<Judging, 'label' | 'verdict'>> {
    const place = this.#options.places.locate(path);
    const { calls } = await this.#options.thread();
    const hash = place === undefined ? null : await calls.hashAt({ root: place.root, path: place.relative });
    if (place === undefined || hash === null) throw unknownDocument(path);
    return { root: this.#options.places.rootPath(place.root) ?? '', path: place.relative, hash };
  }

  async #changed(id: number): Promise<Label> {
    await this.#fits.changed();
    return this.#label(id);
  }

  async #label(id: number): Promise<Label> {
    const label = (await this.#described(await this.#fits.current())).find((one) => one.id === id);
    if (label !== undefined) return label;
    throw new InklingError('LABEL_UNKNOWN', {
      cause: 'There is no such label; it may have been removed.',
      remedy: 'Look at the list of labels again.',
    });
  }

  async #described({ labels: found, documents }: Fitted): Promise<Label[]> {
    const stored = this.#store.labels();
    const said = Map.groupBy(this.#store.judgements(), ({ label }) => label);
    const names = found.map(({ id }) => stored.find((label) => label.id === id)?.name ?? '');
    const { calls } = await this.#options.thread();
    return Promise.all(
      stored.map(async (label) => {
        const fit = found.find(({ id }) => id === label.id);
        const judgements = said.get(label.id) ?? [];
        const present = await calls.present({ hashes: judgements.map(({ hash }) => hash) });
        const words = await this.#words(label, fit);
        const isParent = stored.some(({ parent }) => parent === label.id);
        const around = { names, documents, isParent };
        return viewLabel({ label, found: fit, words, judgements, present, around });
      }),
    );
  }

  #words({ words }: StoredLabel, fit: FoundLabel | undefined): Promise<Label['words']> {
    return Promise.all(
      words.map(async (word, index) => {
        const documents = fit?.holding[index] ?? 0;
        const meant = documents > 0 ? null : await this.#options.readers.calls.meant({ word });
        return { word, documents, meant };
      }),
    );
  }
}

/** The first colour that the fewest labels have. */
function freeColour(labels: readonly StoredLabel[]): number {
  const used = Array.from({ length: COLOURS }, (_, colour) => labels.filter((one) => one.colour === colour));
  const counts = used.map(({ length }) => length);
  return counts.indexOf(Math.min(...counts));
}

/** Words without repetition, as they were given first. */
function distinct(words: readonly string[]): string[] {
  const known = new Map(words.map((word) => [word.toLowerCase(), word] as const).toReversed());
  return [...new Set(words.map((word) => known.get(word.toLowerCase()) ?? word))];
}

function unknownFolder(folder: string): InklingError {
  return new InklingError('FOLDER_UNKNOWN', {
    cause: `${folder} does not lie in a folder that Inkling reads.`,
    remedy: 'See `inkling status` for the list.',
  });
}
