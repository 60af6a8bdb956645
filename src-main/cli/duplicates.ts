import type { Command } from 'commander';

import type { Difference, DuplicatesOutput } from '../contract/index.ts';
import { InklingError } from '../lib/errors.ts';
import { command, givenDocument, givenPath, readFromEngine } from './common-options.ts';
import { bytes, counted } from './numbers.ts';
import { differenceText } from './similar/difference-text.ts';
import { fromOption, numberOption, pageOf, type PageOptions } from './similar/options.ts';
import { day, indented, moreLine, noteLines, percent } from './similar/output.ts';
import { whileLooking } from './similar/while-looking.ts';
import type { Terminal } from './terminal.ts';
import { printable } from './text-width.ts';

interface DuplicatesOptions extends PageOptions {
  readonly diff?: boolean;
}

export function duplicatesCommand(terminal: Terminal): Command {
  return command({
    name: 'duplicates',
    description:
      'Documents that are identical or say nearly the same, the newest of each group first; or what two of them differ in.',
    examples: [
      ['inkling duplicates', 'groups of the whole library'],
      ['inkling duplicates ~/Documents -n 50', 'those that have a document in a folder'],
      ['inkling duplicates lease.pdf', 'the group of one document'],
      ['inkling duplicates --diff draft.md final.md', 'what two documents differ in'],
    ],
  })
    .argument('[paths...]', 'a folder or a document; with --diff two documents')
    .option('--diff', 'show what two documents have in common and what not')
    .addOption(numberOption())
    .addOption(fromOption())
    .action(async (paths: string[], options: DuplicatesOptions) => {
      if (options.diff) await showDifference(paths, options, terminal);
      else await showGroups(paths, options, terminal);
    });
}

async function showDifference(
  [left, right, ...more]: readonly string[],
  options: DuplicatesOptions,
  terminal: Terminal,
): Promise<void> {
  if (left === undefined || right === undefined || more.length > 0)
    throw new InklingError('TWO_DOCUMENTS', {
      cause: '--diff compares two documents.',
      remedy: 'Give the paths of two.',
    });
  const output: Difference = await readFromEngine(options, ({ client }) =>
    client.similar.difference({ left: givenDocument(left), right: givenDocument(right) }),
  );
  terminal.print(options.json ? JSON.stringify(output) : differenceText(output, terminal));
}

async function showGroups(
  [folder, ...more]: readonly string[],
  options: DuplicatesOptions,
  terminal: Terminal,
): Promise<void> {
  if (more.length > 0)
    throw new InklingError('ONE_FOLDER', {
      cause: 'Duplicates are looked for in one folder, or in the whole library.',
      remedy: 'Give one folder; --diff compares two documents.',
    });
  const output: DuplicatesOutput = await readFromEngine(options, ({ client }) =>
    whileLooking(client, terminal, () =>
      client.similar.duplicates(
        { folder: folder === undefined ? null : givenPath(folder), ...pageOf(options) },
        { signal: terminal.interrupted },
      ),
    ),
  );
  terminal.print(options.json ? JSON.stringify(output) : duplicatesText(output, options.from, terminal));
}

export function duplicatesText(output: DuplicatesOutput, from: number, terminal: Terminal): string {
  const { bold, dim } = terminal;
  if (output.total === 0)
    return ['No document is there twice, or nearly.', ...noteLines(output.notes, terminal)].join('\n');
  const groups = output.groups.flatMap(({ kind, documents, dated, count: all, spare }) => {
    const head = kind === 'identical' ? `${all} identical` : `${all} nearly the same`;
    const rows = documents.map(({ path, modified, common, identical }, place) => {
      const alike =
        place === 0
          ? dated
            ? 'newest'
            : 'one of them'
          : identical
            ? 'identical'
            : `${percent(common)} in common`;
      return `${day(modified)}  ${alike.padEnd(16)}  ${printable(path)}`;
    });
    const rest = documents.length < all ? [dim(`and ${all - documents.length} more`)] : [];
    return [`${bold(head)} ${dim(`· ${bytes(spare)} beside the first`)}`, ...indented([...rows, ...rest], 2)];
  });
  const sum = dim(`${counted(output.total, 'group')}, ${counted(output.documents, 'document')}`);
  return [
    ...groups,
    ...moreLine(output.groups.length, from, output.total, terminal),
    sum,
    ...noteLines(output.notes, terminal),
  ].join('\n');
}
