import { Command, InvalidArgumentError, Option } from 'commander';

import type { Label, LabelledOutput, TopicDocument } from '../contract/index.ts';
import type { Client } from '../rpc/client.ts';
import { InklingError } from '../lib/errors.ts';
import { labelKey } from '../lib/text/label-key.ts';
import { command, givenPath, withEngine } from './common-options.ts';
import type { CommonOptions } from './common-options.ts';
import type { Terminal } from './terminal.ts';
import { printable } from './text-width.ts';
import {
  documentOutput,
  labelledText,
  labelOutput,
  labelText,
  topicsOutput,
  topicsText,
} from './topics-output.ts';

interface AddOptions extends CommonOptions {
  readonly words?: readonly string[];
  readonly belongs?: readonly string[];
  readonly not?: readonly string[];
  readonly under?: string;
  readonly threshold?: number;
}

interface ChangeOptions extends AddOptions {
  readonly rename?: string;
  readonly proposed?: boolean;
}

interface ShowOptions extends CommonOptions {
  readonly number: number;
}

interface SuggestOptions extends ShowOptions {
  readonly folder?: string;
}

const SHOWN = 10;
const EXPORTED_AT_ONCE = 500;

/** `inkling topics …`: labels of the person's own, and the documents that belong to them. */
export function topicsCommand(terminal: Terminal): Command {
  const topics = command({
    name: 'topics',
    description:
      'Labels of your own, and the documents that belong to them, each with the passage that shows it.',
    examples: [
      ['inkling topics add Sleep --words sleep,dream,nap', 'a label from words'],
      ['inkling topics show Sleep', 'its documents, best first'],
      ['inkling topics suggest', 'labels for what has none'],
    ],
  });
  for (const create of [add, change, list, show, confirm, reject, undo, suggest, exportAll, remove])
    topics.addCommand(create(terminal));
  return topics;
}

function add(terminal: Terminal): Command {
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
      await run(options, terminal, async (client) => {
        const label = await client.topics.save({
          name,
          words: [...(options.words ?? [])],
          parent: await parentOf(client, options.under),
          threshold: options.threshold ?? null,
        });
        return judged(client, label, options);
      });
    });
}

function change(terminal: Terminal): Command {
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
      await run(options, terminal, async (client) => {
        const before = await named(client, name);
        const label = await client.topics.save({
          id: before.id,
          name: options.rename ?? before.name,
          words: [...(options.words ?? before.words.map(({ word }) => word))],
          parent: options.under === undefined ? before.parent : await parentOf(client, options.under),
          threshold: options.proposed === true ? null : (options.threshold ?? before.threshold),
        });
        return judged(client, label, options);
      });
    });
}

function list(terminal: Terminal): Command {
  return command({
    name: 'list',
    description: 'Every label with the number of its documents and how it stands.',
    examples: [['inkling topics list', 'by name']],
  }).action(async (options: CommonOptions) => {
    const output = topicsOutput(await withEngine(options, ({ client }) => client.topics.list()));
    terminal.print(options.json ? JSON.stringify(output) : topicsText(output, terminal));
  });
}

function show(terminal: Terminal): Command {
  return command({
    name: 'show',
    description: 'The documents of a label, best first, each with the passage that speaks most for it.',
    examples: [['inkling topics show Sleep -n 30', 'thirty of them']],
  })
    .argument('<name>', 'of the label')
    .addOption(numberOption())
    .action(async (name: string, options: ShowOptions) => {
      const output = await withEngine(options, async ({ client }): Promise<LabelledOutput> => {
        const { id } = await named(client, name);
        const { label, documents } = await client.topics.show({ id, limit: options.number });
        const { labels } = await client.topics.list();
        return { label: labelOutput(label, labels), documents: documents.map(documentOutput) };
      });
      terminal.print(options.json ? JSON.stringify(output) : labelledText(output, terminal));
    });
}

function confirm(terminal: Terminal): Command {
  return judging(terminal, 'belongs', {
    name: 'confirm',
    description: 'Say that documents belong to a label: they carry it, and others like them come nearer.',
    examples: [['inkling topics confirm Sleep ~/Papers/nap.pdf', '`inkling topics undo` takes it back']],
  });
}

function reject(terminal: Terminal): Command {
  return judging(terminal, 'not', {
    name: 'reject',
    description:
      'Say that documents do not belong to a label: they lose it, and others like them go further away.',
    examples: [['inkling topics reject Sleep ~/Mail/mattress.eml', '`inkling topics undo` takes it back']],
  });
}

function judging(
  terminal: Terminal,
  verdict: 'belongs' | 'not',
  text: Parameters<typeof command>[0],
): Command {
  return command(text)
    .argument('<name>', 'of the label')
    .argument('<file...>', 'documents of the library')
    .action(async (name: string, files: readonly string[], options: CommonOptions) => {
      await run(options, terminal, async (client) => {
        const label = await named(client, name);
        return judged(client, label, { [verdict]: files });
      });
    });
}

function undo(terminal: Terminal): Command {
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

function suggest(terminal: Terminal): Command {
  return command({
    name: 'suggest',
    description: 'Words for a label, or labels for documents that carry none.',
    examples: [
      ['inkling topics suggest Sleep', 'words of its documents that are rare elsewhere'],
      ['inkling topics suggest', 'groups of alike documents without a label'],
      ['inkling topics suggest --folder ~/Papers', 'groups within a folder'],
    ],
  })
    .argument('[name]', 'of a label')
    .option('--folder <dir>', 'labels for the documents of a folder')
    .addOption(numberOption())
    .action(async (name: string | undefined, options: SuggestOptions) => {
      if (name === undefined) await suggestLabels(options, terminal);
      else await suggestWords(name, options, terminal);
    });
}

async function suggestWords(name: string, options: SuggestOptions, terminal: Terminal): Promise<void> {
  const output = await withEngine(options, async ({ client }) => {
    const { id } = await named(client, name);
    return client.topics.suggestWords({ id, limit: Math.min(options.number, 50) });
  });
  const lines = output.words.map(
    ({ word, documents }) => `${printable(word)}  ${terminal.dim(String(documents))}`,
  );
  const text = lines.length === 0 ? 'Its documents share no word that is rare elsewhere.' : lines.join('\n');
  terminal.print(options.json ? JSON.stringify(output) : text);
}

async function suggestLabels(options: SuggestOptions, terminal: Terminal): Promise<void> {
  const folder = options.folder === undefined ? null : givenPath(options.folder);
  const output = await withEngine(options, ({ client }) =>
    client.topics.suggestLabels({ folder, limit: Math.min(options.number, 30) }),
  );
  const lines = output.suggestions.map(
    ({ words, documents, examples }) =>
      `${terminal.bold(words.map(printable).join(', '))}  ${documents}\n${examples.map((path) => `  ${terminal.dim(printable(path))}`).join('\n')}`,
  );
  const text = lines.length === 0 ? 'No group of alike documents was found.' : lines.join('\n');
  terminal.print(options.json ? JSON.stringify(output) : text);
}

function exportAll(terminal: Terminal): Command {
  return command({
    name: 'export',
    description: 'Every document that carries a label, as CSV, JSON or a list of paths.',
    examples: [['inkling topics export Sleep --format paths | xargs -d "\\n" cp -t sleep/', 'copy them']],
  })
    .argument('<name>', 'of the label')
    .addOption(
      new Option('--format <format>', 'what to print').choices(['csv', 'json', 'paths']).default('csv'),
    )
    .action(async (name: string, options: CommonOptions & { format: 'csv' | 'json' | 'paths' }) => {
      const documents = await withEngine(options, async ({ client }) => {
        const { id } = await named(client, name);
        return allOf(client, id);
      });
      const rows = documents.map(documentOutput);
      const format = options.json === true ? 'json' : options.format;
      if (format === 'json') terminal.print(JSON.stringify({ documents: rows }));
      else if (format === 'paths') terminal.print(rows.map(({ path }) => path).join('\n'));
      else
        terminal.print(
          [
            HEADER,
            ...rows.map(({ path, title, score, verdict }) => [path, title, score.toFixed(4), verdict ?? '']),
          ]
            .map(csvLine)
            .join('\n'),
        );
    });
}

function remove(terminal: Terminal): Command {
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

const HEADER = ['path', 'title', 'score', 'judged'];

function csvLine(cells: readonly string[]): string {
  return cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',');
}

async function allOf(client: Client, id: number): Promise<TopicDocument[]> {
  const documents: TopicDocument[] = [];
  for (let offset = 0; ; offset += EXPORTED_AT_ONCE) {
    const page = await client.topics.show({ id, offset, limit: EXPORTED_AT_ONCE, brief: true });
    documents.push(...page.documents);
    if (page.documents.length < EXPORTED_AT_ONCE) break;
  }
  return documents.filter(({ belongs }) => belongs);
}

function defining(made: Command): Command {
  return made
    .option('--words <list>', 'words and phrases, with commas between them', parseWords)
    .option('--belongs <file...>', 'documents that belong')
    .option('--not <file...>', 'documents that do not')
    .option('--under <name>', 'the label it lies under; "" for none')
    .option('--threshold <score>', 'from which score on a document carries it, 0 to 1', parseScore);
}

function numberOption(): Option {
  return new Option('-n, --number <count>', 'how many to show').default(SHOWN).argParser((text) => {
    const count = Number(text);
    if (Number.isInteger(count) && count >= 1 && count <= EXPORTED_AT_ONCE) return count;
    throw new InvalidArgumentError(`give a whole number from 1 to ${EXPORTED_AT_ONCE}.`);
  });
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
  throw new InvalidArgumentError('give a number from 0 to 1.');
}

async function run(
  options: CommonOptions,
  terminal: Terminal,
  work: (client: Client) => Promise<Label>,
): Promise<void> {
  const output = await withEngine(options, async ({ client }) => {
    const label = await work(client);
    const { labels } = await client.topics.list();
    return labelOutput(label, labels);
  });
  terminal.print(options.json ? JSON.stringify(output) : labelText(output, terminal));
}

/** Says of documents that they belong, or do not; the label as it stands then. */
async function judged(
  client: Client,
  label: Label,
  { belongs = [], not = [] }: Pick<AddOptions, 'belongs' | 'not'>,
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

async function parentOf(client: Client, name: string | undefined): Promise<number | null> {
  return name === undefined || name === '' ? null : (await named(client, name)).id;
}

async function named(client: Client, name: string): Promise<Label> {
  const { labels } = await client.topics.list();
  const label = labels.find((one) => labelKey(one.name) === labelKey(name));
  if (label !== undefined) return label;
  throw new InklingError('LABEL_UNKNOWN', {
    cause: `There is no label named ${name}.`,
    remedy: 'See `inkling topics list`.',
  });
}
