import { SAID_FIRST, saidTerms } from './document-terms.ts';
import { gauge, type Gauge } from './gauge.ts';
import type { TopicGauge } from './topic-library.ts';

/** What decides whether a document carries a label. */
export interface LabelRule {
  readonly gauge: TopicGauge;
  readonly threshold: number;
  /** Contents the person judged, by hash. */
  readonly judged: readonly { readonly hash: Uint8Array; readonly belongs: boolean }[];
}

/** A document on its way into the library. */
export interface NewDocument {
  readonly hash: Uint8Array;
  readonly light: Int8Array;
  /** Null until it was read closely. */
  readonly heavy: Int8Array | null;
  /** What it begins with, so many UTF-16 units at the most. */
  readonly beginning: (most: number) => string;
}

/** Labels documents as they come, by the measures of the last fit. */
export class Labeller {
  #rules: readonly { readonly rule: LabelRule; readonly verdicts: ReadonlyMap<string, boolean> }[] = [];

  set({ labels }: { readonly labels: readonly LabelRule[] }): void {
    this.#rules = labels.map((rule) => ({
      rule,
      verdicts: new Map(rule.judged.map(({ hash, belongs }) => [keyOf(hash), belongs])),
    }));
  }

  labelsOf({ hash, light, heavy, beginning }: NewDocument): { label: number; score: number }[] {
    const key = keyOf(hash);
    let said: ReadonlySet<string> | null = null;
    const lightly = (measure: Gauge): number =>
      gauge(light, measure, measure.words === null ? undefined : (said ??= saidTerms(beginning(SAID_FIRST))));
    return this.#rules.flatMap(({ rule: { gauge: measure, threshold }, verdicts }) => {
      const isDeep = heavy !== null && measure.heavy !== null;
      const score = isDeep ? gauge(heavy, measure.heavy) : lightly(measure.light);
      return (verdicts.get(key) ?? score >= threshold) ? [{ label: measure.id, score }] : [];
    });
  }
}

function keyOf(hash: Uint8Array): string {
  return Buffer.from(hash).toString('base64');
}
