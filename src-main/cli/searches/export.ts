import type { Command } from 'commander';

import type { ExportOutput, Match, MatchList } from '../../contract/index.ts';
import type { ExportList } from '../../lib/export/export-list.ts';
import type { Client } from '../../rpc/client.ts';
import { command, withEngine, type CommonOptions } from '../common-options.ts';
import {
  exportFormat,
  forceOption,
  formatOption,
  writeExport,
  type ExportOptions,
} from '../export/write-export.ts';
import type { Terminal } from '../terminal.ts';
import { printable } from '../text-width.ts';
import { countText } from './match-output.ts';
import { named } from './named-search.ts';

const PAGE = 200;

interface ExportSearchOptions extends CommonOptions, ExportOptions {
  readonly to: string;
}

export function exportCommand(terminal: Terminal): Command {
  return command({
    name: 'export',
    description:
      'Write every document of a saved search to a file, or a folder of links to them: csv for spreadsheets, json, bib (BibTeX), md with quotations, links.',
    examples: [
      ['inkling searches export Rent --to rent.csv', 'a table'],
      ['inkling searches export Rent --to ~/Rent --format links', 'a folder with a link to each file'],
    ],
  })
    .argument('<name>', 'of the saved search')
    .requiredOption('--to <path>', 'the file or folder to make')
    .addOption(formatOption())
    .addOption(forceOption())
    .action(async (name: string, options: ExportSearchOptions) => {
      exportFormat(options.to, options);
      const list = await withEngine(options, async ({ client }) => {
        const { query } = await named(client, name);
        return everyMatch(client, query, false);
      });
      printExport(writeExport(list, options.to, options), options, terminal);
    });
}

/** All pages of what matches, as many as can be listed. */
export async function everyMatch(client: Client, query: string, ranked: boolean): Promise<ExportList> {
  const documents: Match[] = [];
  let page: MatchList;
  let offset = 0;
  do {
    page = await client.searches.matches({ query, offset, limit: PAGE, ranked });
    documents.push(...page.documents);
    offset += PAGE;
  } while (offset < page.listed);
  return { query, documents, total: page.total, about: page.about };
}

export function printExport(output: ExportOutput, options: CommonOptions, terminal: Terminal): void {
  const { documents, total, path } = output;
  const of = documents < total ? ` of ${new Intl.NumberFormat('en').format(total)} found` : '';
  terminal.print(
    options.json
      ? JSON.stringify(output)
      : `${countText(documents, false)}${of} written to ${printable(path)}`,
  );
}
