import { InvalidArgumentError, type Command } from 'commander';

import type { Client } from '../../rpc/client.ts';
import { command, givenPath, withEngine, type CommonOptions } from '../common-options.ts';
import type { Terminal } from '../terminal.ts';
import { printable } from '../text-width.ts';
import { labelName } from './label-name.ts';
import { named, printLabel } from './named-label.ts';

interface AddOptions extends CommonOptions {
  readonly belongs?: readonly string[];
  readonly not?: readonly string[];
  readonly words?: readonly string[];
  readonly under?: string;
  readonly threshold?: number;
}

interface ChangeOptions extends AddOptions {
  readonly rename?: string;
  readonly proposed?: boolean;
}

export function addCommand(terminal: Terminal): Command {
  return defining(
    command({
      name: 'add',
      description: 'Make a label from words, from documents, or from both.',
      examples: [
        ['inkling topics add Tenancy --words "lease,rent,notice period"', 'phrases are words too'],
        ['inkling topics add Tenancy --belongs ~/Flat/lease.pdf', 'by example'],
      ],
    }),
  )
    .argument('<name>', 'of the label')
    .action(async (name: string, options: AddOptions) => {
      await printLabel(options, terminal, async (client) =>
        client.topics.save({
          name: await labelName(name),
          words: [...(options.words ?? [])],
          parent: await parentOf(client, options.under),
          threshold: options.threshold ?? null,
          ...judgedPaths(options),
        }),
      );
    });
}

export function changeCommand(terminal: Terminal): Command {
  return defining(
    command({
      name: 'change',
      description:
        'Change a label: its name, words, threshold, or the label it lies under. What is not named stays.',
      examples: [['inkling topics change Tenancy --words lease,rent,landlord', 'these words and no others']],
    }),
  )
    .argument('<name>', 'of the label')
    .option('--rename <name>', 'another name')
    .option('--proposed', 'the proposed threshold again')
    .action(async (name: string, options: ChangeOptions) => {
      await printLabel(options, terminal, async (client) => {
        const before = await named(client, name);
        return client.topics.save({
          id: before.id,
          name: options.rename === undefined ? before.name : await labelName(options.rename),
          words: [...(options.words ?? before.words.map(({ word }) => word))],
          parent: options.under === undefined ? before.parent : await parentOf(client, options.under),
          threshold: options.proposed === true ? null : (options.threshold ?? before.threshold),
          ...judgedPaths(options),
        });
      });
    });
}

export function removeCommand(terminal: Terminal): Command {
  return command({
    name: 'remove',
    description: 'Remove a label, its words and what you said of its documents. The documents stay.',
    examples: [['inkling topics remove Sleep', 'labels under it become labels of their own']],
  })
    .argument('<name>', 'of the label')
    .action(async (name: string, options: CommonOptions) => {
      const output = await withEngine(options, async ({ client }) => {
        const { id } = await named(client, name);
        return client.topics.remove({ id });
      });
      terminal.print(
        options.json ? JSON.stringify(output) : `${printable(name)} is removed; its documents stay.`,
      );
    });
}

function defining(made: Command): Command {
  return made
    .option('--words <list>', 'words and phrases, with commas between them', parseWords)
    .option('--belongs <file...>', 'documents that belong')
    .option('--not <file...>', 'documents that do not')
    .option('--under <name>', 'the label it lies under; "" for none')
    .option('--threshold <score>', 'from which score on a document carries it, 0 to 1', parseScore);
}

function parseWords(text: string): string[] {
  return text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}

function parseScore(text: string): number {
  const score = Number(text);
  if (text.trim() !== '' && score >= 0 && score <= 1) return score;
  throw new InvalidArgumentError('Give a number from 0 to 1.');
}

/** Paths of documents, whole. @throws InklingError PATH_EMPTY */
function judgedPaths({
  belongs = [],
  not = [],
}: AddOptions): Record<'examples' | 'counterexamples', string[]> {
  return { examples: belongs.map(givenPath), counterexamples: not.map(givenPath) };
}

async function parentOf(client: Client, name: string | undefined): Promise<number | null> {
  return name === undefined || name === '' ? null : (await named(client, name)).id;
}
