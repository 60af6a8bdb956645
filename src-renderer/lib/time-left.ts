import type { Bar } from '../api/types.ts';

export interface TimeLeft {
  seconds: number | null;
  /** Why it grew, if it did. */
  reason: string;
}

/** Below this an estimate wobbles; it is held instead. */
const SLOWER = 1.5;

/** A time left never grows without a reason. */
export function timeLeft(shown: TimeLeft, before: Bar | null, now: Bar): TimeLeft {
  const next = now.secondsLeft;
  if (next === null || shown.seconds === null || next <= shown.seconds) return { seconds: next, reason: '' };
  if (before !== null && now.total > before.total) return { seconds: next, reason: 'more found' };
  return next > shown.seconds * SLOWER ? { seconds: next, reason: 'slower now' } : shown;
}
