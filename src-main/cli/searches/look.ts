import { InvalidArgumentError, type Command } from 'commander';

import type { MatchList, NewsOutput } from '../../contract/index.ts';
import { jsonExport } from '../../lib/export/json-export.ts';
import type { Client } from '../../rpc/client.ts';
import { command, withEngine, type CommonOptions } from '../common-options.ts';
import type { Terminal } from '../terminal.ts';
import { printable } from '../text-width.ts';
import { countText, matchesText, newsOutput } from './match-output.ts';
import { named, printSearches } from './named-search.ts';

const MOST_SHOWN = 200;
/** What changed since the last command is looked for, but not waited for longer than this. */
const SETTLE_MILLISECONDS = 3_000;

interface ShowOptions extends CommonOptions {
  readonly number: number;
}

interface NewsOptions extends CommonOptions {
  readonly keep?: boolean;
}

export function listCommand(terminal: Terminal): Command {
  return command({
    name: 'list',
    description: 'Every saved search with the number of its documents and of those that are new.',
    examples: [['inkling searches list', 'counted as your files are now']],
  }).action(async (options: CommonOptions) => {
    const { searches } = await withEngine(options, async ({ client }) => {
      await caughtUp(client);
      return client.searches.list({ fresh: true });
    });
    printSearches(searches, options, terminal);
  });
}

export function showCommand(terminal: Terminal): Command {
  return command({
    name: 'show',
    description:
      'The documents that match a saved search: those that hold all its words, changed last first, then those near in meaning.',
    examples: [['inkling searches show Rent -n 30', 'thirty of them']],
  })
    .argument('<name>', 'of the saved search')
    .option('-n, --number <count>', `documents to show, at most ${MOST_SHOWN}`, parseNumber, 10)
    .action(async (name: string, options: ShowOptions) => {
      const { query, list } = await withEngine(options, async ({ client }) => {
        const search = await named(client, name);
        const page = { query: search.query, limit: options.number };
        return { ...page, list: await client.searches.matches(page) };
      });
      const output = jsonExport({ query, ...list });
      terminal.print(options.json ? JSON.stringify(output) : shownText(list, terminal));
    });
}

export function newsCommand(terminal: Terminal): Command {
  return command({
    name: 'news',
    description:
      'Documents that came or changed since you looked, and match a saved search. Showing them is looking; a renamed or moved file is not news.',
    examples: [
      ['inkling searches news', 'of all saved searches'],
      ['inkling searches news Rent --keep', 'of one, and it stays new'],
    ],
  })
    .argument('[name]', 'of a saved search')
    .option('--keep', 'what is shown stays new')
    .action(async (name: string | undefined, options: NewsOptions) => {
      const output = await withEngine(options, async ({ client }) => {
        await caughtUp(client);
        const of = name === undefined ? {} : { id: (await named(client, name)).id };
        await client.searches.list({ fresh: true });
        const { news } = await client.searches.news(of);
        if (options.keep !== true) await client.searches.seen(of);
        return newsOutput(news);
      });
      terminal.print(options.json ? JSON.stringify(output) : newsText(output, terminal));
    });
}

/** A file that was just put there is read first, where that takes no longer than a moment. */
async function caughtUp(client: Client): Promise<void> {
  const signal = AbortSignal.timeout(SETTLE_MILLISECONDS);
  await client.library.settle({ deep: false }, { signal }).catch((thrown: unknown) => {
    if (!signal.aborted) throw thrown;
  });
}

function shownText({ documents, total, about }: MatchList, terminal: Terminal): string {
  const output = jsonExport({ query: '', total, about, documents });
  const rest = documents.length < total ? `, ${documents.length} shown` : '';
  const lines = documents.length === 0 ? [] : [matchesText(output.documents, terminal)];
  return [...lines, terminal.dim(`${countText(total, about)}${rest}`)].join('\n');
}

function newsText({ news }: NewsOutput, terminal: Terminal): string {
  const told = news.filter(({ documents }) => documents.length > 0);
  if (told.length === 0) return 'Nothing new.';
  return told
    .map(({ name, documents }) =>
      [`${terminal.bold(printable(name))}: ${documents.length} new`, matchesText(documents, terminal)].join(
        '\n',
      ),
    )
    .join('\n\n');
}

function parseNumber(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= MOST_SHOWN) return number;
  throw new InvalidArgumentError(`It is a whole number from 1 to ${MOST_SHOWN}.`);
}
