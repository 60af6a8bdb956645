import type { Command } from 'commander';

import type { Label, Verdict } from '../../contract/index.ts';
import type { Client } from '../../rpc/client.ts';
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
        const label = await named(client, name);
        return judged(client, label, { [verdict]: files });
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

/** Documents a person judges in one go. */
export interface Judged {
  readonly belongs?: readonly string[];
  readonly not?: readonly string[];
}

/** Says of documents that they belong, or do not; the label as it stands then. */
export async function judged(
  client: Client,
  label: Label,
  { belongs = [], not = [] }: Judged,
): Promise<Label> {
  let standing = label;
  for (const [verdict, files] of [
    ['belongs', belongs],
    ['not', not],
  ] as const)
    for (const file of files)
      standing = await client.topics.judge({ id: label.id, path: givenPath(file), verdict });
  return standing;
}
