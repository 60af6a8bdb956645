import type { Command } from 'commander';

import type { Verdict } from '../../contract/index.ts';
import { command, givenPath, withEngine, type CommonOptions } from '../common-options.ts';
import type { Terminal } from '../terminal.ts';
import { printable } from '../text-width.ts';
import { named, printLabel } from './named-label.ts';

export function confirmCommand(terminal: Terminal): Command {
  return judging(terminal, 'belongs', {
    name: 'confirm',
    description: 'Say that documents belong to a label: they carry it, and others like them come nearer.',
    examples: [['inkling topics confirm Sleep ~/Papers/nap.pdf', '`inkling topics undo` takes it back']],
  });
}

export function rejectCommand(terminal: Terminal): Command {
  return judging(terminal, 'not', {
    name: 'reject',
    description:
      'Say that documents do not belong to a label: they lose it, and others like them go further away.',
    examples: [['inkling topics reject Sleep ~/Mail/mattress.eml', '`inkling topics undo` takes it back']],
  });
}

function judging(terminal: Terminal, verdict: Verdict, text: Parameters<typeof command>[0]): Command {
  return command(text)
    .argument('<name>', 'of the label')
    .argument('<file...>', 'documents of the library')
    .action(async (name: string, files: readonly string[], options: CommonOptions) => {
      await printLabel(options, terminal, async (client) => {
        const { id } = await named(client, name);
        const judgings = files.map((file) => ({ path: givenPath(file), verdict }));
        return (await client.topics.judgeAll({ id, judgings })).label;
      });
    });
}

export function undoCommand(terminal: Terminal): Command {
  return command({
    name: 'undo',
    description: 'Take back the last judgement of a document; again, the one before it.',
    examples: [['inkling topics undo', 'the last one']],
  }).action(async (options: CommonOptions) => {
    const output = await withEngine(options, ({ client }) => client.topics.undo());
    const { undone } = output;
    const text =
      undone === null
        ? 'Nothing was said that is not taken back.'
        : `Taken back: ${printable(undone.path)} under ${printable(undone.label)}.`;
    terminal.print(options.json ? JSON.stringify(output) : text);
  });
}
