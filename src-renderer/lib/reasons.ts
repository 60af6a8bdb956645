import type { Reason } from '../api/types.ts';

export interface Gauge {
  words: number;
  meaning: number;
}

/** The two bars of a row; the closest reading made so far stands for the meaning. */
export function gauge(reasons: readonly Reason[]): Gauge {
  return {
    words: valueOf(reasons, 'words') ?? 0,
    meaning: valueOf(reasons, 'deep') ?? valueOf(reasons, 'light') ?? 0,
  };
}

/** "notice, flat", "in the name: lease", "meaning only" */
export function reasonText(reasons: readonly Reason[]): string {
  const words = reasons.flatMap((reason) => (reason.kind === 'word' ? [reason.term] : []));
  const names = reasons.flatMap((reason) => (reason.kind === 'name' ? [reason.term] : []));
  const parts = [words.join(', '), names.length > 0 ? `in the name: ${names.join(', ')}` : ''];
  const text = parts.filter((part) => part !== '').join('; ');
  return text === '' && gauge(reasons).meaning > 0 ? 'meaning only' : text;
}

export function gaugeLabel({ words, meaning }: Gauge): string {
  return `words ${hundredths(words)} of 100, meaning ${hundredths(meaning)} of 100`;
}

function hundredths(value: number): number {
  return Math.round(Math.min(1, Math.max(0, value)) * 100);
}

function valueOf(reasons: readonly Reason[], kind: 'words' | 'light' | 'deep'): number | undefined {
  for (const reason of reasons) if (reason.kind === kind) return reason.value;
  return undefined;
}
