import { Option, type Command } from 'commander';

import type { LabelledOutput, UnlabelledOutput } from '../../contract/index.ts';
import { command, withEngine, type CommonOptions } from '../common-options.ts';
import type { Terminal } from '../terminal.ts';
import { csvLine } from '../../lib/text/csv-line.ts';
import { carriersOf } from './carriers.ts';
import {
  documentOutput,
  labelledText,
  labelOutput,
  topicsOutput,
  topicsText,
  unlabelledText,
} from './label-output.ts';
import { named } from './named-label.ts';
import { numberOption } from './number-option.ts';

interface ShowOptions extends CommonOptions {
  readonly number: number;
}

interface ListOptions extends ShowOptions {
  readonly unlabelled?: boolean;
}

interface ExportOptions extends CommonOptions {
  readonly format: 'csv' | 'json' | 'paths';
}

export function listCommand(terminal: Terminal): Command {
  return command({
    name: 'list',
    description: 'Every label with the number of its documents and how it stands.',
    examples: [
      ['inkling topics list', 'by name'],
      ['inkling topics list --unlabelled -n 50', 'documents that carry none'],
    ],
  })
    .option('--unlabelled', 'documents that carry no label instead')
    .addOption(numberOption())
    .action(async (options: ListOptions) => {
      if (options.unlabelled === true) await listUnlabelled(options, terminal);
      else {
        const output = topicsOutput(await withEngine(options, ({ client }) => client.topics.list()));
        terminal.print(options.json ? JSON.stringify(output) : topicsText(output, terminal));
      }
    });
}

async function listUnlabelled(options: ShowOptions, terminal: Terminal): Promise<void> {
  const found = await withEngine(options, ({ client }) =>
    client.topics.unlabelled({ limit: options.number }),
  );
  const documents = found.documents.map(({ path, title }) => ({ path, title }));
  const output: UnlabelledOutput = { documents, total: found.total };
  terminal.print(options.json ? JSON.stringify(output) : unlabelledText(output, terminal));
}

export function showCommand(terminal: Terminal): Command {
  return command({
    name: 'show',
    description: 'The documents of a label, best first, each with the passage that speaks most for it.',
    examples: [['inkling topics show Sleep -n 30', 'thirty of them']],
  })
    .argument('<name>', 'of the label')
    .addOption(numberOption())
    .action(async (name: string, options: ShowOptions) => {
      const { label, documents } = await withEngine(options, async ({ client }) => {
        const { id } = await named(client, name);
        const shown = await client.topics.show({ id, limit: options.number });
        const { labels } = await client.topics.list();
        return { label: labelOutput(shown.label, labels), documents: shown.documents };
      });
      const output: LabelledOutput = { label, documents: documents.map(documentOutput) };
      terminal.print(options.json ? JSON.stringify(output) : labelledText(label, documents, terminal));
    });
}

export function exportCommand(terminal: Terminal): Command {
  return command({
    name: 'export',
    description: 'Every document that carries a label, as CSV, JSON or a list of paths.',
    examples: [['inkling topics export Sleep --format paths | xargs -d "\\n" cp -t sleep/', 'copy them']],
  })
    .argument('<name>', 'of the label')
    .addOption(
      new Option('--format <format>', 'what to print').choices(['csv', 'json', 'paths']).default('csv'),
    )
    .action(async (name: string, options: ExportOptions) => {
      const format = options.json === true ? 'json' : options.format;
      const documents = await withEngine(options, async ({ client }) => {
        const { id } = await named(client, name);
        return carriersOf(client, { id, brief: format !== 'json' });
      });
      const rows = documents.map(documentOutput);
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

const HEADER = ['path', 'title', 'score', 'judged'];
