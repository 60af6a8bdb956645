import type {
  Judgings,
  Label,
  LabelInput,
  MappedDocument,
  RankedDocuments,
  TopicMap,
  Topics,
  UnlabelledDocuments,
  Verdict,
} from '../../src-main/contract/index.ts';
import { InklingError } from '../../src-main/lib/errors.ts';
import { FakeAgents } from './fake-agents.ts';

/** Labels in memory: they gather no document. */
export class FakeTopics extends FakeAgents {
  readonly #labels: Label[] = [];

  async topics(): Promise<Topics> {
    return { labels: this.#labels, documents: 3, unlabelled: 3, deep: 0, rank: null };
  }

  async saveLabel({ name, words, parent, colour = 0, threshold }: LabelInput): Promise<Label> {
    const label: Label = {
      id: this.#labels.length + 1,
      name,
      parent,
      colour,
      words: words.map((word) => ({ word, documents: 0, meant: null })),
      examples: [],
      threshold,
      proposed: 0.5,
      documents: 0,
      nearLine: 0,
      health: { kind: 'thin', other: null, text: 'Hardly any document is near.' },
    };
    this.#labels.push(label);
    return label;
  }

  async removeLabel(id: number): Promise<void> {
    this.#labels.splice(this.#labels.indexOf(this.#label(id)), 1);
  }

  async showLabel({ id }: { readonly id: number }): Promise<RankedDocuments> {
    return { label: this.#label(id), documents: [], total: 0, histogram: [] };
  }

  async unlabelled(): Promise<UnlabelledDocuments> {
    const document = { path: '/papers/plain.md', title: 'Plain', format: 'markdown', modified: 0 };
    return { documents: [document], total: 3 };
  }

  async judge(id: number, path: string, verdict: Verdict | null): Promise<Label> {
    const label = this.#label(id);
    label.examples = verdict === null ? [] : [{ path, name: path, verdict, present: true, compared: true }];
    return label;
  }

  async judgeAll(id: number, judgings: Judgings) {
    for (const { path, verdict } of judgings) await this.judge(id, path, verdict);
    return { label: this.#label(id), before: judgings.map(({ path }) => ({ path, verdict: null })) };
  }

  async undoJudgement(): Promise<null> {
    return null;
  }

  async suggestWords(): Promise<never[]> {
    return [];
  }

  async suggestLabels(): Promise<never[]> {
    return [];
  }

  async topicMap(): Promise<TopicMap> {
    const points = { documents: [1, 2, 3], x: [0.1, 0.5, 0.9], y: [0.2, 0.2, 0.8], labels: [1, null, null] };
    return { ...points, total: 3, basis: 'light', computing: null };
  }

  async mappedDocuments(documents: readonly number[]): Promise<MappedDocument[]> {
    return documents.map((document) => ({
      document,
      path: `/papers/${document}.md`,
      name: `${document}.md`,
      title: `Paper ${document}`,
      format: 'markdown',
      modified: 0,
      connected: true,
      labels: [],
    }));
  }

  #label(id: number): Label {
    const label = this.#labels.find((one) => one.id === id);
    if (label !== undefined) return label;
    throw new InklingError('LABEL_UNKNOWN', { cause: 'There is no such label.', remedy: 'Look again.' });
  }
}
