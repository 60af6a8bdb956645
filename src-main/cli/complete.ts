import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';

import { Argument, Command } from 'commander';

import { knownValues, type KnownValue } from './completions/known-values.ts';
import { bashWord } from './completions/shell-word.ts';
import { parseTypedLine, type TypedLine } from './completions/typed-line.ts';
import { wantedValue, type WantedValue } from './completions/wanted-value.ts';
import { withEngine } from './common-options.ts';
import type { Terminal } from './terminal.ts';

type Write = (value: KnownValue, line: TypedLine) => string | null;

/** How each shell is told of a word. */
const WRITE: Readonly<Record<string, Write>> = {
  bash: ({ word }, line) => bashWord(word, line),
  zsh: ({ word }) => word,
  fish: ({ word, about }) => (about === '' ? word : `${word}\t${about}`),
};

/** What the completions of a shell ask: what the library has for the last word of a line. Who presses Tab hears of no failure. */
export function completeCommand(terminal: Terminal): Command {
  return new Command('complete')
    .description('Print what the last word of a command line may become; for the completions of a shell.')
    .addArgument(new Argument('<shell>').choices(Object.keys(WRITE)))
    .argument('<line>', 'as far as it is typed')
    .action(async (shell: string, typed: string, _options: unknown, command: Command) => {
      const line = parseTypedLine(typed);
      const program = line.words.findIndex((word) => basename(word) === 'inkling');
      const wanted = wantedValue(command.parent ?? command, line.words.slice(program + 1));
      const values = wanted === null ? [] : await valuesOf(wanted).catch(() => []);
      const words = values.flatMap((value) => WRITE[shell]?.(value, line) ?? []).filter(isOneLine);
      if (words.length > 0) terminal.print(words.join('\n'));
    });
}

/** A library that is not there yet is not made by asking for its words. */
async function valuesOf(wanted: WantedValue): Promise<KnownValue[]> {
  const { libraryPath } = await import('../rpc/library-path.ts');
  const library = libraryPath(wanted.library);
  if (!existsSync(join(library, 'person.db'))) return [];
  return withEngine({ library }, ({ client }) => knownValues(client, wanted));
}

/** A shell is told of one word a line. */
function isOneLine(word: string): boolean {
  return !/[\n\r]/.test(word);
}
