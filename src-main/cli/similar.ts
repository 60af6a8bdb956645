import { Option, type Command } from 'commander';

import type { SimilarOutput } from '../contract/index.ts';
import { command, givenDocument, readFromEngine } from './common-options.ts';
import { fromOption, numberOption, pageOf, wholeNumber, type PageOptions } from './similar/options.ts';
import {
  day,
  documentLines,
  documentOutput,
  excerptLines,
  indented,
  moreLine,
  noteLines,
  percent,
} from './similar/output.ts';
import { whileLooking } from './similar/while-looking.ts';
import type { Terminal } from './terminal.ts';
import { printable } from './text-width.ts';

interface SimilarOptions extends PageOptions {
  readonly passage?: string;
  readonly page?: number;
}

export function similarCommand(terminal: Terminal): Command {
  return command({
    name: 'similar',
    description:
      'Documents like one of yours, each with the two passages that are most alike; and newer versions of it.',
    examples: [
      ['inkling similar lease.pdf', 'documents of like subject'],
      ['inkling similar lease.pdf --passage "three months notice"', 'passages like the one that says this'],
      ['inkling similar lease.pdf --page 2', 'passages like those of a page'],
    ],
  })
    .argument('<path>', 'of a document in the library')
    .addOption(new Option('--passage <words>', 'passages like the one that holds these words'))
    .addOption(
      new Option('--page <number>', 'passages like those of this page')
        .argParser((text) => wholeNumber(text, 1_000_000))
        .conflicts('passage'),
    )
    .addOption(numberOption())
    .addOption(fromOption())
    .action(async (path: string, options: SimilarOptions) => {
      const output = await readFromEngine(options, async ({ client }): Promise<SimilarOutput> => {
        const { passage, page } = options;
        const asked = { path: givenDocument(path), ...pageOf(options) };
        const signal = terminal.interrupted;
        const answer = await client.similar.documents(
          { ...asked, ...(passage !== undefined && { passage }), ...(page !== undefined && { page }) },
          { signal },
        );
        const isWhole = passage === undefined && page === undefined && options.from === 1;
        const { versions } = isWhole
          ? await whileLooking(client, terminal, () =>
              client.similar.versions({ path: asked.path }, { signal }),
            )
          : { versions: [] };
        return {
          versions: versions.map(({ document, ...version }) => ({
            ...version,
            document: documentOutput(document),
          })),
          results: answer.results.map(({ document, ...likeness }) => ({
            ...likeness,
            document: documentOutput(document),
          })),
          total: answer.total,
          notes: answer.notes,
        };
      });
      terminal.print(options.json ? JSON.stringify(output) : similarText(output, options.from, terminal));
    });
}

export function similarText(output: SimilarOutput, from: number, terminal: Terminal): string {
  const { dim } = terminal;
  const results = output.results.flatMap(({ document, score, nearness, here, there }, place) => {
    const [path = '', ...others] = documentLines(document, terminal);
    const rank = String(from + place).padStart(3);
    return [
      `${rank} ${path}`,
      ...indented([`${NEARNESS[nearness]} ${dim(score.toFixed(2))}`, ...others], 4),
      ...indented(excerptLines(here, terminal, { sign: 'here ', indent: 4 }), 4),
      ...indented(excerptLines(there, terminal, { sign: 'there', indent: 4 }), 4),
    ];
  });
  return [
    ...versionLines(output, terminal),
    ...(results.length === 0 ? [nothingWords(output.total)] : results),
    ...moreLine(output.results.length, from, output.total, terminal),
    ...noteLines(output.notes, terminal),
  ].join('\n');
}

function nothingWords(total: number): string {
  return total === 0 ? 'Nothing else in the library is like it.' : `The list ends at ${total}.`;
}

const NEARNESS = {
  same: 'nearly the same text',
  close: 'much alike',
  alike: 'alike',
  distant: 'hardly alike',
} as const;

function versionLines({ versions }: SimilarOutput, { bold, dim }: Terminal): string[] {
  return versions.map(({ document, relation, common, by }) => {
    const facts = `${day(document.modified)}, ${percent(common)} in common${by === 'name' ? ', by its name' : ''}`;
    return `${RELATION[relation]}: ${bold(printable(document.path))} ${dim(`(${facts})`)}`;
  });
}

const RELATION = {
  newer: 'newer version exists',
  older: 'older version',
  unknown: 'another version',
} as const;
