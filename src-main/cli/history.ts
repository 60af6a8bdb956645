import type { Command } from 'commander';

import type { HistoryOutput } from '../contract/index.ts';
import { commandGroup } from './command-group.ts';
import { command, withEngine, type CommonOptions } from './common-options.ts';
import { counted } from './numbers.ts';
import type { Terminal } from './terminal.ts';
import { printable } from './text-width.ts';

const EXAMPLES = `
Kept in the library folder on this computer, at most 1,000 questions and one year; nowhere else.

Examples:
  inkling history         what you asked, the newest first
  inkling history off     keep nothing from now on
  inkling history clear   erase all of it, from copies too`;

/** `inkling history …`: the questions a person asked. */
export function historyCommand(terminal: Terminal): Command {
  const commands = [listCommand, onCommand, offCommand, eraseCommand, clearCommand];
  const description = 'The questions you asked: see them, erase them, or keep none.';
  return commandGroup({ name: 'history', description, help: EXAMPLES, commands }, terminal);
}

function listCommand(terminal: Terminal): Command {
  return command({
    name: 'list',
    description: 'What you asked, the newest first.',
    examples: [['inkling history list --json', 'with the time of each']],
  }).action(async (options: CommonOptions) => {
    const output = await withEngine(options, ({ client }) => client.searches.history());
    terminal.print(options.json ? JSON.stringify(output) : historyText(output, terminal));
  });
}

function historyText({ on, queries }: HistoryOutput, { dim }: Terminal): string {
  const lines = queries.map(
    ({ query, at }) => `${dim(new Date(at).toLocaleString('sv').slice(0, 16))}  ${printable(query)}`,
  );
  if (!on) return [...lines, 'The history is off: nothing you ask is kept.'].join('\n');
  return lines.length === 0 ? 'Nothing was asked yet.' : lines.join('\n');
}

function onCommand(terminal: Terminal): Command {
  return switching(terminal, true);
}

function offCommand(terminal: Terminal): Command {
  return switching(terminal, false);
}

function switching(terminal: Terminal, on: boolean): Command {
  const text = on ? 'Keep what you ask from now on.' : 'Keep nothing of what you ask; what is there stays.';
  return command({
    name: on ? 'on' : 'off',
    description: text,
    examples: [[`inkling history ${on ? 'on' : 'off'}`, 'until you switch it again']],
  }).action(async (options: CommonOptions) => {
    const output = await withEngine(options, async ({ client }) => {
      await client.engine.change({ history: on });
      return client.searches.history();
    });
    if (options.json) terminal.print(JSON.stringify(output));
    else terminal.print(on ? 'The history is on.' : offText(output));
  });
}

function offText({ queries }: HistoryOutput): string {
  const rest =
    queries.length === 0
      ? ''
      : ` ${queries.length} asked before stay; \`inkling history clear\` erases them.`;
  return `The history is off.${rest}`;
}

function eraseCommand(terminal: Terminal): Command {
  return command({
    name: 'erase',
    description: 'Erase one question, from copies too.',
    examples: [['inkling history erase "notice period"', 'as it stands in the list']],
  })
    .argument('<query>', 'as it stands in the list')
    .action((query: string, options: CommonOptions) =>
      erase({ query }, options, terminal, 'This question is not in the history; see `inkling history list`.'),
    );
}

function clearCommand(terminal: Terminal): Command {
  return command({
    name: 'clear',
    description: 'Erase every question and every saved search that was removed, from copies too.',
    examples: [
      ['inkling history clear', '`inkling searches undo` brings the questions back while Inkling runs'],
    ],
  }).action((options: CommonOptions) => erase({}, options, terminal, 'The history is empty.'));
}

async function erase(
  input: { query?: string },
  options: CommonOptions,
  terminal: Terminal,
  nothing: string,
): Promise<void> {
  const output = await withEngine(options, ({ client }) => client.searches.erase(input));
  const text = output.queries === 0 ? nothing : `Erased: ${counted(output.queries, 'question')}.`;
  terminal.print(options.json ? JSON.stringify(output) : text);
}
