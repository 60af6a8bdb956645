import { gauge } from './gauge.ts';
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

  labelsOf({ hash, light, heavy }: NewDocument): { label: number; score: number }[] {
    const key = keyOf(hash);
    return this.#rules.flatMap(({ rule: { gauge: measure, threshold }, verdicts }) => {
      const isDeep = heavy !== null && measure.heavy !== null;
      const score = isDeep ? gauge(heavy, measure.heavy) : gauge(light, measure.light);
      return (verdicts.get(key) ?? score >= threshold) ? [{ label: measure.id, score }] : [];
    });
  }
}

function keyOf(hash: Uint8Array): string {
  return Buffer.from(hash).toString('base64');
}
