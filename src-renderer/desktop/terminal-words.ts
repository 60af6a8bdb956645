import type { TerminalCommandState } from '../api/types.ts';

/** Where `inkling` stands, and what keeps it from being found there. */
export function terminalWords({ state, file, isOnPath }: TerminalCommandState): string {
  switch (state) {
    case 'absent':
      return `Puts the command “inkling” where terminals, scripts and agents find it: ${file}.`;
    case 'moved':
      return `${file} starts an Inkling that lay elsewhere. Switch on to have it start this one.`;
    case 'foreign':
      return 'Another program has its place there, and keeps it.';
    case 'installed':
      return isOnPath ? `It stands at ${file}.` : `It stands at ${file}. ${notFound(file)}`;
  }
}

/** The PATH of a program that a desktop started is often shorter than a terminal's. */
function notFound(file: string): string {
  const folder = file.replace(/[\\/][^\\/]+$/, '');
  return `Where a terminal does not find it, add ${folder} to its PATH.`;
}
