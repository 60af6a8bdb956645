import type { Difference } from '../../contract/index.ts';
import type { Terminal } from '../terminal.ts';
import { printable } from '../text-width.ts';
import { noteLines, percent } from './output.ts';

/** Characters shown at either end of what both say; the rest between is left out. */
const CONTEXT = 80;

/** What two texts differ in, with a little of what both say around it. */
export function differenceText({ parts, common, notes }: Difference, terminal: Terminal): string {
  const { bold, dim } = terminal;
  if (parts.every(({ kind }) => kind === 'same'))
    return ['They say the same.', ...noteLines(notes, terminal)].join('\n');
  const lines = parts.flatMap(({ kind, text }, place) => {
    const shown = printable(text);
    if (shown === '') return [];
    if (kind === 'same') return [`  ${dim(shortened(shown, place === 0, place === parts.length - 1))}`];
    return [`${kind === 'left' ? '-' : '+'} ${bold(shown)}`];
  });
  return [...lines, dim(`${percent(common)} in common`), ...noteLines(notes, terminal)].join('\n');
}

function shortened(text: string, isFirst: boolean, isLast: boolean): string {
  if (text.length <= 2 * CONTEXT) return text;
  if (isFirst) return `… ${text.slice(-CONTEXT)}`;
  return isLast ? `${text.slice(0, CONTEXT)} …` : `${text.slice(0, CONTEXT)} … ${text.slice(-CONTEXT)}`;
}
