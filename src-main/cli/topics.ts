import type { Command } from 'commander';

import { commandGroup } from './command-group.ts';
import type { Terminal } from './terminal.ts';
import { mapCommand } from './topics/map.ts';
import { addCommand, changeCommand, removeCommand } from './topics/define.ts';
import { confirmCommand, rejectCommand, undoCommand } from './topics/judge.ts';
import { exportCommand, listCommand, showCommand } from './topics/show.ts';
import { suggestCommand } from './topics/suggest.ts';

const COMMANDS = [
  addCommand,
  changeCommand,
  listCommand,
  showCommand,
  confirmCommand,
  rejectCommand,
  undoCommand,
  suggestCommand,
  mapCommand,
  exportCommand,
  removeCommand,
];

const EXAMPLES = `
Examples:
  inkling topics add Sleep --words sleep,dream,nap   a label from words
  inkling topics show Sleep                          its documents, best first
  inkling topics suggest                             labels for what has none`;

/** `inkling topics …`: labels of the person's own, and the documents that belong to them. */
export function topicsCommand(terminal: Terminal): Command {
  const description =
    'Labels of your own, and the documents that belong to them, each with the passage that shows it.';
  return commandGroup({ name: 'topics', description, help: EXAMPLES, commands: COMMANDS }, terminal);
}
