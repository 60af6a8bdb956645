import type { Command } from 'commander';

import type { UnlockOutput } from '../contract/index.ts';
import { InklingError } from '../lib/errors.ts';
import { command, givenPath, withEngine } from './common-options.ts';
import type { CommonOptions } from './common-options.ts';
import { requireInput } from './standard-input.ts';
import type { Terminal } from './terminal.ts';
import { printable } from './text-width.ts';

interface UnlockOptions extends CommonOptions {
  readonly passwordStdin?: boolean;
}

export function unlockCommand(terminal: Terminal): Command {
  return command({
    name: 'unlock',
    description:
      'Give the password of a document, so that it is found like the others: its text is then in the library. ' +
      'The password is asked for and not shown, and held in memory only, until the engine ends.',
    examples: [
      ['inkling unlock contract.pdf', 'asks for the password'],
      ['inkling unlock box.zip --password-stdin < secret', 'takes the first line of a file'],
    ],
  })
    .argument('<file>', 'a document in a folder that Inkling reads; for one in an archive, the archive')
    .option('--password-stdin', 'read the password from standard input')
    .action(async (file: string, options: UnlockOptions) => {
      const path = givenPath(file);
      const password = await passwordOf(path, options, terminal);
      const { opened } = await withEngine(options, ({ client }) => client.library.unlock({ path, password }));
      if (!opened) throw wrongPassword();
      const output: UnlockOutput = { opened };
      terminal.print(options.json ? JSON.stringify(output) : 'Opened: its words are found now.');
    });
}

async function passwordOf(
  path: string,
  { passwordStdin }: UnlockOptions,
  terminal: Terminal,
): Promise<string> {
  if (passwordStdin !== true && !terminal.attended)
    throw noPassword('Nobody is there to be asked.', 'Give the password with --password-stdin.');
  if (passwordStdin === true) requireInput(terminal, 'Give the password on the Library page.');
  const password = await (passwordStdin === true
    ? terminal.readLine()
    : terminal.ask(`Password of ${printable(path)} (it is not shown):`));
  if (password === null || password === '')
    throw noPassword('No password was given.', 'Try again, and end it with Enter.');
  return password;
}

function noPassword(cause: string, remedy: string): InklingError {
  return new InklingError('PASSWORD_MISSING', { cause, remedy });
}

function wrongPassword(): InklingError {
  return new InklingError('PASSWORD_WRONG', {
    cause: 'This password does not open the document.',
    remedy: 'Try again with another one.',
  });
}
