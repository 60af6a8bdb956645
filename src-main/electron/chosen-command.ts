import type { TerminalCommandState } from '../contract/index.ts';
import { InklingError } from '../lib/errors.ts';
import { commandState, installCommand, removeCommand } from './install-command.ts';
import { planTerminalCommand } from './terminal-command.ts';
import type { InstalledApp, TerminalCommand } from './terminal-command.ts';

/** `inkling` in terminals, as the person wants it. Looked at anew each time: other programs write there too. */
export class ChosenCommand {
  readonly #command: TerminalCommand | null;

  constructor(installed: InstalledApp | null) {
    this.#command = installed === null ? null : planTerminalCommand(installed);
  }

  /** Null where there is none to be put anywhere. */
  get state(): TerminalCommandState | null {
    if (this.#command === null) return null;
    const { file, isOnPath } = this.#command;
    return { file, isOnPath, state: commandState(this.#command) };
  }

  /** @throws InklingError COMMAND_TAKEN, COMMAND_NOT_WRITTEN, COMMAND_NONE */
  set(wanted: boolean): void {
    if (this.#command === null) throw notInstalled();
    if (wanted) installCommand(this.#command);
    else removeCommand(this.#command);
  }
}

function notInstalled(): InklingError {
  return new InklingError('COMMAND_NONE', {
    cause: 'This Inkling runs from a folder of its source, where it need not stay.',
    remedy: 'Install Inkling, or type `npx inkling` in that folder.',
  });
}
