import type { Bar, Progress } from '../contract/index.ts';
import { count, share, timeLeft } from './numbers.ts';

/** What is shown of progress: the bar that moves now, and its line in words. */
export interface ProgressView {
  readonly done: number;
  readonly total: number;
  readonly text: string;
}

/** Files first, then pictures, then passages; or what is waited for. */
export function viewProgress({
  searchable,
  recognised,
  deepened,
  activity,
  waitsFor,
}: Progress): ProgressView {
  if (activity === 'waiting-for-idle') {
    const bar = searchable.done < searchable.total ? searchable : deepened;
    return { done: bar.done, total: bar.total, text: `Waiting ${waitsFor ?? ''}` };
  }
  if (activity === 'walking') return view('Looking for files', searchable, 'files');
  if (searchable.done < searchable.total) return view('Reading', searchable, 'files');
  if (activity === 'recognising') return view('Looking for words in pictures', recognised, 'pages');
  return view('Deepening', deepened, 'passages');
}

function view(what: string, { done, total, perSecond, secondsLeft }: Bar, unit: string): ProgressView {
  const rate = perSecond > 0 ? `, ${count(Math.round(perSecond))}/s` : '';
  const left = secondsLeft === null ? '' : `, ${timeLeft(secondsLeft)} left`;
  return {
    done,
    total,
    text: `${what}: ${count(done)} of ${count(total)} ${unit}, ${share(done, total)}${rate}${left}`,
  };
}
