import { Command } from 'commander';

import type { Terminal } from './terminal.ts';

type Create = (terminal: Terminal) => Command;

export interface GroupText {
  readonly name: string;
  readonly description: string;
  /** What stands below the list of commands. */
  readonly help: string;
  readonly commands: readonly Create[];
}

/** What is meant where none of its commands is named. */
const FALLBACK = 'list';

/**
 * Commands under one name; the name alone lists what there is.
 * Options belong to the commands below: one of the same name here would take them away.
 */
export function commandGroup(text: GroupText, terminal: Terminal): Command {
  const group = bare(text);
  for (const create of text.commands) {
    const command = create(terminal);
    const isDefault = command.name() === FALLBACK;
    if (isDefault)
      command.allowExcessArguments().hook('preAction', () => refuse(command.args, text, terminal));
    group.addCommand(command, { isDefault });
  }
  return group;
}

/** A word that is none of the commands would else be one too many for the list: it is said which was meant. */
async function refuse(args: readonly string[], text: GroupText, terminal: Terminal): Promise<void> {
  if (args.length === 0) return;
  const group = bare(text)
    .exitOverride()
    .configureOutput({ outputError: () => {} });
  for (const create of text.commands) group.addCommand(create(terminal));
  await group.parseAsync([...args], { from: 'user' });
}

function bare({ name, description, help }: GroupText): Command {
  return new Command(name).description(description).addHelpText('after', help);
}
