import type { Command } from 'commander';

import type { QuotesOutput } from '../contract/index.ts';
import { command, givenDocument, readFromEngine } from './common-options.ts';
import { counted } from './numbers.ts';
import { fromOption, numberOption, pageOf, type PageOptions } from './similar/options.ts';
import {
  documentLines,
  documentOutput,
  excerptLines,
  indented,
  moreLine,
  noteLines,
  percent,
} from './similar/output.ts';
import type { Terminal } from './terminal.ts';

export function quotesCommand(terminal: Terminal): Command {
  return command({
    name: 'quotes',
    description:
      'What a document quotes and what quotes it: documents that share runs of twelve words or more, with the place in both.',
    examples: [
      ['inkling quotes essay.md', 'those that share most first'],
      ['inkling quotes essay.md --json', 'with places in both documents'],
    ],
  })
    .argument('<path>', 'of a document in the library')
    .addOption(numberOption())
    .addOption(fromOption())
    .action(async (path: string, options: PageOptions) => {
      const output = await readFromEngine(options, async ({ client }): Promise<QuotesOutput> => {
        const answer = await client.similar.quotes({ path: givenDocument(path), ...pageOf(options) });
        const results = answer.results.map(({ document, ofHere, ofThere, ...shared }) => ({
          ...shared,
          document: documentOutput(document),
          of_here: ofHere,
          of_there: ofThere,
        }));
        return { ...answer, results };
      });
      terminal.print(options.json ? JSON.stringify(output) : quotesText(output, options.from, terminal));
    });
}

export function quotesText(output: QuotesOutput, from: number, terminal: Terminal): string {
  const { dim } = terminal;
  const lines = output.results.flatMap((shared, place) => {
    const [path = '', ...others] = documentLines(shared.document, terminal);
    const shares = `${shared.words} words: ${percent(shared.of_here)} of this one, ${percent(shared.of_there)} of that one`;
    const [longest] = shared.runs;
    const more = shared.count > 1 ? [dim(`and ${counted(shared.count - 1, 'more place')}`)] : [];
    return [
      `${String(from + place).padStart(3)} ${path}`,
      ...indented([shares, ...others], 4),
      ...(longest === undefined
        ? []
        : indented(
            excerptLines(longest.there, terminal, { sign: `“${longest.words} words”`, indent: 4 }),
            4,
          )),
      ...indented(more, 4),
    ];
  });
  return [
    ...(lines.length === 0 ? ['No other document shares a run of twelve words with it.'] : lines),
    ...moreLine(output.results.length, from, output.total, terminal),
    ...noteLines(output.notes, terminal),
  ].join('\n');
}
