import type { Command } from 'commander';

import { command, givenPath, withEngine, type CommonOptions } from '../common-options.ts';
import type { Terminal } from '../terminal.ts';
import { printable } from '../text-width.ts';
import { named } from './named-label.ts';
import { numberOption } from './number-option.ts';

interface SuggestOptions extends CommonOptions {
  readonly number: number;
  readonly folder?: string;
}

/** What the engine proposes at once. */
const MOST = { words: 50, labels: 30 };

export function suggestCommand(terminal: Terminal): Command {
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
    return client.topics.suggestWords({ id, limit: Math.min(options.number, MOST.words) });
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
    client.topics.suggestLabels({ folder, limit: Math.min(options.number, MOST.labels) }),
  );
  const lines = output.suggestions.map(
    ({ words, documents, examples }) =>
      `${terminal.bold(words.map(printable).join(', '))}  ${documents}\n${examples.map((path) => `  ${terminal.dim(printable(path))}`).join('\n')}`,
  );
  const text = lines.length === 0 ? 'No group of alike documents was found.' : lines.join('\n');
  terminal.print(options.json ? JSON.stringify(output) : text);
}
