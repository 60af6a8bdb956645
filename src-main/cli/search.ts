import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';

import type { SearchMode, SearchOutput, SearchResult, SearchStage } from '../contract/index.ts';
import { InklingError } from '../lib/errors.ts';
import type { Client } from '../rpc/client.ts';
import { command, readFromEngine } from './common-options.ts';
import type { CommonOptions } from './common-options.ts';
import {
  exportFormat,
  forceOption,
  formatOption,
  writeExport,
  type ExportOptions,
} from './export/write-export.ts';
import { everyMatch, printExport } from './searches/export.ts';
import type { Terminal } from './terminal.ts';

/** As the contract has it; named here so that help need not load it. */
export const SEARCH_MODES: readonly SearchMode[] = ['lexical', 'light', 'deep', 'close'];
const MOST_RESULTS = 200;

interface SearchOptions extends CommonOptions, ExportOptions {
  readonly number: number;
  readonly mode: SearchMode;
  readonly explain?: boolean;
  readonly asTyped?: boolean;
  readonly weak?: boolean;
  readonly export?: string;
}

export function searchCommand(terminal: Terminal): Command {
  return command({
    name: 'search',
    description: 'Find documents by meaning and by word, best first.',
    examples: [
      ['inkling search "how do I cancel the lease"', 'by meaning and by word'],
      ['inkling search \'"three months" -draft type:pdf\'', 'a phrase, without a word, of one format'],
      ['inkling search -n 3 --json bees', 'three results as JSON'],
      [`inkling search --json bees | jq -r '.results[].path'`, 'the paths alone'],
      [`inkling search --json bees | jq -r '.results[0].passages[0].text'`, 'the passage that answers best'],
      ['inkling search bees --export bees.csv', `the best ${MOST_RESULTS} as a table`],
      ['inkling search \'lease path:"Tax 2023" date:last-month\'', 'in some folders, of some time'],
      ['inkling search -- -draft', 'a query that begins with -'],
      ['inkling help query', 'everything a query can say'],
    ],
  })
    .argument('<query>', 'what you remember of it')
    .option('-n, --number <count>', `documents to show, at most ${MOST_RESULTS}`, parseNumber, 10)
    .addOption(new Option('--mode <mode>', 'how closely to read').choices(SEARCH_MODES).default('close'))
    .option('--explain', 'say why each document is there')
    .option('--weak', 'show weaker matches too: near in meaning, and not very')
    .option('--as-typed', 'search for misspelt words as they are')
    .option('--export <file>', `write the best ${MOST_RESULTS} to a file, or to a folder of links`)
    .addOption(formatOption())
    .addOption(forceOption())
    .action(async (query: string, options: SearchOptions) => {
      if (options.export !== undefined) return exportResults(query, options.export, options, terminal);
      const stage = await readFromEngine(options, async ({ client }) => {
        const last = await lastStage(client, query, options, terminal);
        // What a program asks is not what the person asked.
        if (options.json !== true && query.trim() !== '') await client.searches.asked({ query });
        return last;
      });
      terminal.print(
        options.json
          ? JSON.stringify(searchOutput(stage))
          : await stageText(stage, query, { options, terminal }),
      );
    });
}

async function exportResults(
  query: string,
  to: string,
  options: SearchOptions,
  terminal: Terminal,
): Promise<void> {
  exportFormat(to, options);
  const list = await readFromEngine(options, ({ client }) => everyMatch(client, query, true));
  printExport(writeExport(list, to, options), options, terminal);
}

async function lastStage(
  client: Client,
  query: string,
  { number: limit, mode, asTyped = false }: SearchOptions,
  { interrupted: signal }: Terminal,
): Promise<SearchStage> {
  let last: SearchStage | null = null;
  for await (const stage of await client.search.run({ query, limit, mode, asTyped }, { signal }))
    last = stage;
  if (last && !signal.aborted) return last;
  throw new InklingError('SEARCH_UNFINISHED', { cause: 'The search gave no answer.', remedy: 'Try again.' });
}

async function stageText(
  stage: SearchStage,
  query: string,
  { options, terminal }: { readonly options: SearchOptions; readonly terminal: Terminal },
): Promise<string> {
  const { formatStage } = await import('./format-results.ts');
  return formatStage(stage, {
    ...terminal,
    explain: options.explain ?? false,
    weak: options.weak ?? false,
    query,
  });
}

export function searchOutput({
  stage,
  milliseconds,
  total,
  strong,
  corrections,
  meaning,
  notes,
  results,
}: SearchStage): SearchOutput {
  return {
    stage,
    milliseconds,
    total,
    strong,
    corrections,
    meaning,
    notes,
    results: results.map(resultOutput),
  };
}

function resultOutput({
  path,
  title,
  connected,
  score,
  weak,
  passages,
  reasons,
  alsoAt,
}: SearchResult): SearchOutput['results'][number] {
  const shown = passages.map(({ text, page, heading, start, end, marks, answer }) => ({
    text,
    page,
    heading,
    start,
    end,
    marks,
    answer,
  }));
  return { path, title, connected, score, weak, passages: shown, reasons, also_at: alsoAt };
}

function parseNumber(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= MOST_RESULTS) return number;
  throw new InvalidArgumentError(`It is a whole number from 1 to ${MOST_RESULTS}.`);
}
