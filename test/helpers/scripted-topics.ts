import { ORPCError } from '@orpc/server';

import type {
  Judgings,
  Label,
  LabelInput,
  LabelSuggestion,
  MappedDocument,
  RankedDocuments,
  TopicDocument,
  TopicMap,
  Topics,
  Verdict,
} from '../../src-main/contract/index.ts';
import type { FakeDocument } from './fake-answers.ts';

type Stored = Pick<Label, 'id' | 'name' | 'parent' | 'colour' | 'threshold'> & { words: string[] };
interface Judgement {
  id: number;
  path: string;
  verdict: Verdict | null;
}

const PROPOSED = 0.5;
const NEAR = 0.11;
const LEAST = 0.1;
/** What one word found, and one judgement, add to a score. */
const WORD = 0.22;
const JUDGED = 0.15;

/** Labels that rank by counting their words; enough to turn every knob of the page. */
export class ScriptedTopics {
  labels: Stored[] = [];
  suggestions: LabelSuggestion[] = [];
  found = ['landlord', 'registered', 'meters'];
  /** Documents compared by heavy vectors; null: all. */
  deep: number | null = null;
  rank: number | null = 12.5;
  /** Every call fails with it, where one is set. */
  trouble: { code: string; cause: string; remedy: string } | null = null;
  /** The next call finds that the engine ended. */
  ended = false;
  readonly judged: Judgement[] = [];
  readonly saved: LabelInput[] = [];
  shown = 0;
  /** How far the map is; null: it stands. */
  computing: TopicMap['computing'] = null;
  /** Documents that have a place, where more than are drawn. */
  mapTotal: number | null = null;
  listed = 0;
  #documents: () => readonly FakeDocument[];
  #undoable: Judgement[] = [];

  constructor(documents: () => readonly FakeDocument[]) {
    this.#documents = documents;
  }

  add(name: string, words: string[], more: Partial<Stored> = {}): Label {
    return this.save({ name, words, parent: null, threshold: null, ...more });
  }

  list(): Topics {
    this.#check();
    this.listed += 1;
    const documents = this.#documents();
    const carried = new Set(this.labels.flatMap((label) => this.#carriers(label)).map(({ path }) => path));
    return {
      labels: this.labels.map((label) => this.#told(label)).sort((a, b) => a.name.localeCompare(b.name)),
      documents: documents.length,
      unlabelled: documents.length - carried.size,
      deep: this.deep ?? documents.length,
      rank: this.rank,
    };
  }

  save({ id, colour, examples = [], ...given }: LabelInput): Label {
    this.#check();
    const twin = this.labels.some((label) => label.name === given.name && label.id !== id);
    if (twin) {
      const cause = `There is a label ${given.name} already.`;
      throw new ORPCError('BAD_REQUEST', {
        data: { code: 'LABEL_EXISTS', cause, remedy: 'Choose another name.' },
      });
    }
    this.saved.push({
      ...given,
      ...(id === undefined ? {} : { id }),
      ...(colour === undefined ? {} : { colour }),
    });
    const before = this.labels.find((label) => label.id === id);
    const fresh = Math.max(0, ...this.labels.map((label) => label.id)) + 1;
    const label = { ...given, id: id ?? fresh, colour: colour ?? before?.colour ?? (fresh - 1) % 8 };
    this.labels = [...this.labels.filter((each) => each.id !== label.id), label];
    for (const path of examples) this.judge({ id: label.id, path, verdict: 'belongs' });
    return this.#told(label);
  }

  remove(id: number): { removed: true } {
    this.#check();
    this.labels = this.labels.filter((label) => label.id !== id);
    return { removed: true };
  }

  show({ id, offset, limit }: { id: number; offset: number; limit: number }): RankedDocuments {
    this.#check();
    this.shown += 1;
    const label = this.#labelOf(id);
    const ranked = this.#ranked(label);
    const histogram = Array.from({ length: 100 }, () => 0);
    for (const { score } of ranked) {
      const at = Math.min(99, Math.floor(score * 100));
      histogram[at] = (histogram[at] ?? 0) + 1;
    }
    return {
      label: this.#told(label),
      documents: ranked.slice(offset, offset + limit),
      total: ranked.length,
      histogram,
    };
  }

  judge({ id, path, verdict }: Judgement): Label {
    this.#check();
    const label = this.#labelOf(id);
    this.#undoable.push({ id, path, verdict: this.#verdict(id, path) });
    this.judged.push({ id, path, verdict });
    return this.#told(label);
  }

  judgeAll({ id, judgings }: { id: number; judgings: Judgings }): { label: Label; before: Judgings } {
    const before = judgings.map(({ path }) => ({ path, verdict: this.#verdict(id, path) }));
    for (const judging of judgings) this.judge({ id, ...judging });
    return { label: this.#told(this.#labelOf(id)), before };
  }

  undo(): { undone: { label: string; path: string } | null } {
    const last = this.#undoable.pop();
    if (last === undefined) return { undone: null };
    this.judged.push(last);
    return { undone: { label: this.#labelOf(last.id).name, path: last.path } };
  }

  map(): TopicMap {
    this.#check();
    const documents = this.#documents();
    const carried = this.labels.map((label) => new Set(this.#carriers(label).map(({ path }) => path)));
    return {
      documents: documents.map((_, at) => at + 1),
      x: documents.map((_, at) => this.place(at)[0]),
      y: documents.map((_, at) => this.place(at)[1]),
      labels: documents.map(
        ({ path }) => this.labels[carried.findIndex((paths) => paths.has(path))]?.id ?? null,
      ),
      total: this.mapTotal ?? documents.length,
      basis: documents.length === 0 ? null : 'heavy',
      computing: this.computing,
    };
  }

  /** Where a document lies: in rows of ten, unless a test says otherwise. */
  place = (at: number): [number, number] => [(at % 10) / 10 + 0.05, Math.floor(at / 10) / 10 + 0.05];

  mapped(wanted: readonly number[]): { documents: MappedDocument[] } {
    return {
      documents: wanted.flatMap((document) => {
        const known = this.#documents()[document - 1];
        if (known === undefined) return [];
        const { path, title, format, modified } = known;
        return {
          document,
          path,
          name: path.slice(path.lastIndexOf('/') + 1),
          title,
          format,
          modified: Date.parse(modified),
          connected: true,
          labels: this.labels
            .filter((label) => this.#carriers(label).some((each) => each.path === path))
            .map(({ id }) => id),
        };
      }),
    };
  }

  suggestWords(id: number): { words: { word: string; documents: number }[] } {
    const { words } = this.#labelOf(id);
    const fresh = this.found.filter((word) => !words.includes(word));
    return { words: fresh.map((word) => ({ word, documents: this.#holding(word) })) };
  }

  #told(label: Stored): Label {
    const ranked = this.#ranked(label);
    const documents = ranked.filter(({ belongs }) => belongs).length;
    const examples = this.#documents().flatMap(({ path }) => {
      const verdict = this.#verdict(label.id, path);
      const name = path.slice(path.lastIndexOf('/') + 1);
      return verdict === null ? [] : [{ path, name, verdict, present: true, compared: true }];
    });
    return {
      ...label,
      words: label.words.map((word) => ({
        word,
        documents: this.#holding(word),
        meant: word === 'noticce' ? 'notice' : null,
      })),
      examples,
      proposed: PROPOSED,
      documents,
      nearLine: ranked.filter(({ nearLine, verdict }) => nearLine && verdict === null).length,
      health:
        documents === 0
          ? { kind: 'thin', other: null, text: 'Hardly any document is near: other words may find more.' }
          : { kind: 'clear', other: null, text: 'Its documents stand apart from the others.' },
    };
  }

  #ranked(label: Stored): TopicDocument[] {
    const threshold = label.threshold ?? PROPOSED;
    return this.#documents()
      .map((document) => this.#compared(label, document, threshold))
      .sort((a, b) => b.score - a.score);
  }

  #compared(label: Stored, document: FakeDocument, threshold: number): TopicDocument {
    const { path, title, format, modified, text } = document;
    const marks = label.words.flatMap((word) =>
      [...text.matchAll(new RegExp(word, 'giu'))].map(({ index }) => ({
        start: index,
        end: index + word.length,
      })),
    );
    const found = label.words.filter((word) => text.toLowerCase().includes(word.toLowerCase())).length;
    const verdict = this.#verdict(label.id, path);
    const taught = { belongs: JUDGED, not: -JUDGED, none: 0 }[verdict ?? 'none'];
    const score = Math.max(0, Math.min(0.99, LEAST + found * WORD + taught + (title.length % 10) / 100));
    const gap = text.lastIndexOf('\n\n', marks[0]?.start ?? 0);
    const first = gap < 0 ? 0 : gap + 2;
    const place = document.places.findLast(({ start }) => start <= (marks[0]?.start ?? 0));
    return {
      path,
      file: path,
      connected: true,
      name: path.slice(path.lastIndexOf('/') + 1),
      title,
      format,
      modified: Date.parse(modified),
      score,
      belongs: verdict === null ? score >= threshold : verdict === 'belongs',
      nearLine: Math.abs(score - threshold) < NEAR,
      verdict,
      deep: true,
      compared: true,
      evidence: {
        text: text.slice(first, first + 400),
        page: place?.page ?? null,
        heading: place?.heading ?? null,
        start: first,
        end: first + 400,
        marks: marks
          .map(({ start, end }) => ({ start: start - first, end: end - first }))
          .filter(({ end }) => end < 400),
      },
    };
  }

  #carriers(label: Stored): TopicDocument[] {
    return this.#ranked(label).filter(({ belongs }) => belongs);
  }

  #verdict(id: number, path: string): Verdict | null {
    return this.judged.findLast((each) => each.id === id && each.path === path)?.verdict ?? null;
  }

  #holding(word: string): number {
    return this.#documents().filter(({ text }) => text.toLowerCase().includes(word.toLowerCase())).length;
  }

  #labelOf(id: number): Stored {
    const label = this.labels.find((each) => each.id === id);
    if (label === undefined) throw new ORPCError('NOT_FOUND', { message: 'This label is gone.' });
    return label;
  }

  #check(): void {
    if (this.ended) {
      this.ended = false;
      const data = { code: 'ENGINE_GONE', cause: 'The engine ended.', remedy: 'Try again.' };
      throw new ORPCError('INTERNAL_SERVER_ERROR', { data });
    }
    if (this.trouble !== null) throw new ORPCError('INTERNAL_SERVER_ERROR', { data: this.trouble });
  }
}
