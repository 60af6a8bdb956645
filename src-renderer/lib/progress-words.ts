import type { Bar, Folder, Progress } from '../api/types.ts';
import { ago, count, counted, percent } from './format.ts';

/** What goes on, and what can be done meanwhile, under the bars. @param paused folders */
export function progressNote(progress: Progress, paused = 0): string {
  const folders = `${counted(paused, 'folder')} ${paused === 1 ? 'is' : 'are'} paused.`;
  return paused === 0 ? workNote(progress) : `${workNote(progress)} ${folders}`;
}

function workNote(progress: Progress): string {
  const { activity, searchable, recognised, deepened, pause, waitsFor, trouble } = progress;
  if (trouble !== null) return `${trouble.cause} ${trouble.remedy}`;
  const read = searchable.done >= searchable.total;
  const until = pausedUntilText(progress.pausedUntil);
  if (pause === 'all') return `All reading is paused${until}. What is searchable stays so.`;
  if (activity === 'walking') return 'Inkling looks for files; each is found by its name at once.';
  if (activity === 'waiting-for-idle')
    return `${read ? 'Deepening' : 'Reading'} waits ${waitsFor ?? ''}. You can search all the while.`;
  if (!read) return 'You can search now: each answer is read closely on the spot.';
  if (activity === 'recognising')
    return 'Everything with text is searchable. Words in pictures and scanned pages follow one by one.';
  if (deepened.done >= deepened.total && recognised.done >= recognised.total)
    return `All ${counted(searchable.total, 'file')} searchable and deepened.`;
  if (activity === 'on-battery')
    return `${waitingText(progress)} until this computer is plugged in. Each answer is read closely on the spot.`;
  if (pause === 'deepening') return `Deepening is paused${until}. Each answer is read closely on the spot.`;
  return 'Everything is searchable. What is deepened is answered a little sooner.';
}

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

/** " until 14:05", " until this computer is plugged in", "" */
function pausedUntilText(until: Progress['pausedUntil']): string {
  if (until === null) return '';
  return until === 'power' ? ' until this computer is plugged in' : ` until ${clock.format(until)}`;
}

/** What a battery holds back: "184,700 passages to deepen and 12 pictures wait" */
function waitingText({ deepened, recognised }: Progress): string {
  const left = [
    [deepened.total - deepened.done, 'passage', ' to deepen'],
    [recognised.total - recognised.done, 'page', ' to look at for words'],
  ] as const;
  const waiting = left.filter(([number]) => number > 0);
  const named = waiting.map(([number, noun, what]) => `${counted(number, noun)}${what}`).join(' and ');
  const isOne = waiting.length === 1 && waiting[0]?.[0] === 1;
  return `${named} ${isOne ? 'waits' : 'wait'}`;
}

/** "8,405 of about 11,930 files" */
export function doneText(bar: Bar, noun: string, about: boolean): string {
  if (bar.total === 0) return `no ${noun}s yet`;
  if (bar.done >= bar.total && !about) return `all ${counted(bar.total, noun)}`;
  return `${count(bar.done)} of ${about ? 'about ' : ''}${counted(bar.total, noun)}`;
}

/** A cell of the folder table: "all", "1,608", "waiting" */
export function searchableText({ files, searchable, paused }: Folder): string {
  if (searchable === 0 && files > 0) return paused ? 'none yet' : 'waiting';
  if (searchable === 0) return 'no files';
  return searchable >= files ? 'all' : count(searchable);
}

export function deepenedText({ deepenable, deepened, paused, meaning }: Folder): string {
  if (!meaning) return 'words only';
  if (deepened === 0 && deepenable > 0) return paused ? '0 %' : 'waiting';
  if (deepened === 0) return '–';
  return deepened >= deepenable ? 'all' : `${percent(deepened, deepenable)} %`;
}

/** A cell of the folder table: "not yet", "watched", "5 min ago" */
export function lookedOverText({ lookedOver, live }: Folder, now: number): string {
  if (lookedOver === null) return 'not yet';
  return live ? 'watched' : ago(lookedOver, now);
}

export function lookedOverTitle({ connected, live, paused }: Folder): string {
  if (paused) return 'Looked over once it is resumed; what was read stays searchable.';
  if (!connected) return 'Looked over again once it is connected.';
  return live
    ? 'Changes are heard of as they happen; all of it is looked over once a day.'
    : 'The system tells of no changes here: Inkling looks the folder over every five minutes.';
}
