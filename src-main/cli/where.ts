import type { Command } from 'commander';

import type { WhereOutput } from '../contract/index.ts';
import { InklingError } from '../lib/errors.ts';
import { command, readFromEngine, type CommonOptions } from './common-options.ts';
import { numberOption } from './similar/options.ts';
import {
  documentLines,
  documentOutput,
  excerptLines,
  indented,
  noteLines,
  percent,
} from './similar/output.ts';
import { requireInput } from './standard-input.ts';
import type { Terminal } from './terminal.ts';

interface WhereOptions extends CommonOptions {
  readonly number: number;
}

export function whereCommand(terminal: Terminal): Command {
  return command({
    name: 'where',
    description:
      'Where you read this: the document and place of a pasted paragraph, though words of it are changed or misread.',
    examples: [
      ['inkling where "the tenancy may be ended with three months notice"', 'words as you remember them'],
      ['pbpaste | inkling where', 'what was copied'],
      ['inkling where -n 3 --json < quote.txt', 'three places as JSON'],
    ],
  })
    .argument('[text]', 'a sentence or more; left out: read from standard input')
    .addOption(numberOption())
    .action(async (given: string | undefined, options: WhereOptions) => {
      const text = given ?? (await typedText(terminal));
      if (text.trim() === '') throw noText();
      const output = await readFromEngine(options, async ({ client }): Promise<WhereOutput> => {
        const { results, notes } = await client.similar.where(
          { text: text.slice(0, MOST_CHARACTERS), limit: options.number },
          { signal: terminal.interrupted },
        );
        return {
          results: results.map(({ document, ...found }) => ({
            ...found,
            document: documentOutput(document),
          })),
          notes,
        };
      });
      terminal.print(options.json ? JSON.stringify(output) : whereText(output, terminal));
    });
}

/** As the contract has it; of a longer text the beginning tells where it stands. */
const MOST_CHARACTERS = 50_000;

async function typedText(terminal: Terminal): Promise<string> {
  if (terminal.attended) terminal.note('Paste the text, then press Ctrl-D on a line of its own.');
  requireInput(terminal, 'Give the text as an argument.');
  return terminal.readText();
}

function noText(): InklingError {
  return new InklingError('TEXT_EMPTY', {
    cause: 'No text was given.',
    remedy: 'Give it in quotes, or on standard input.',
  });
}

export function whereText({ results, notes }: WhereOutput, terminal: Terminal): string {
  const lines = results.flatMap(({ document, kind, share, place }, index) => {
    const [path = '', ...others] = documentLines(document, terminal);
    return [
      `${String(index + 1).padStart(3)} ${path}`,
      ...indented([foundWords(kind, share), ...others], 4),
      ...indented(excerptLines(place, terminal, { sign: ' ', indent: 4 }), 4),
    ];
  });
  const isRead = results.some(({ kind }) => kind !== 'meaning');
  const found = results.length === 0 ? ['Nothing like it stands in the library.'] : lines;
  const head =
    results.length > 0 && !isRead ? ['It stands nowhere as given; these are alike in meaning.'] : [];
  return [...head, ...found, ...noteLines(notes, terminal)].join('\n');
}

function foundWords(kind: WhereOutput['results'][number]['kind'], share: number): string {
  if (kind === 'verbatim') return 'word for word';
  if (kind === 'meaning') return 'only alike in meaning';
  return share === 1
    ? 'nearly: all of the words, with others between'
    : `nearly: ${percent(share)} of the words`;
}
