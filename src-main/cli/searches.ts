import type { Command } from 'commander';

import { commandGroup } from './command-group.ts';
import { exportCommand } from './searches/export.ts';
import { changeCommand, removeCommand, renameCommand, saveCommand, undoCommand } from './searches/keep.ts';
import { listCommand, newsCommand, showCommand } from './searches/look.ts';
import type { Terminal } from './terminal.ts';

const COMMANDS = [
  saveCommand,
  listCommand,
  showCommand,
  newsCommand,
  exportCommand,
  changeCommand,
  renameCommand,
  removeCommand,
  undoCommand,
];

const HELP = `
A saved search counts the documents that match now. With filters and quoted words alone the count is exact. A
search with other words counts the documents that hold all of them, in any form, and those near in meaning: it
says "about".

Examples:
  inkling searches save Rent "notice period rent"   save it
  inkling searches news                             what is new since you looked
  inkling searches export Rent --to rent.csv        all of it as a table`;

/** `inkling searches …`: searches kept under names, what is new under them, and lists of what they find. */
export function searchesCommand(terminal: Terminal): Command {
  const description =
    'Searches saved under names, with what is new under them, and exports of what they find.';
  return commandGroup({ name: 'searches', description, help: HELP, commands: COMMANDS }, terminal);
}
