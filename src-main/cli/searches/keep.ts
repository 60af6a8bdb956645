import { Option, type Command } from 'commander';

import type { SavedSearch, SearchNote, Undone } from '../../contract/index.ts';
import { InklingError } from '../../lib/errors.ts';
import type { Client } from '../../rpc/client.ts';
import { command, withEngine, type CommonOptions } from '../common-options.ts';
import { counted } from '../numbers.ts';
import { faultLines } from '../query-faults.ts';
import type { Terminal } from '../terminal.ts';
import { printable } from '../text-width.ts';
import { named, printSearches } from './named-search.ts';

interface ChangeOptions extends CommonOptions {
  readonly rename?: string;
  readonly alerts?: 'on' | 'off';
}

/** @throws InklingError SAVED_NAME_EMPTY */
function givenName(name: string): string {
  if (name.trim() !== '') return name;
  throw new InklingError('SAVED_NAME_EMPTY', {
    cause: 'The name that was given is empty.',
    remedy: 'Give a word or two to find the search again.',
  });
}

/** @throws InklingError SAVED_QUERY_EMPTY */
function givenQuery(query: string): string {
  if (query.trim() !== '') return query;
  throw new InklingError('SAVED_QUERY_EMPTY', {
    cause: 'The query that was given is empty.',
    remedy: 'Give what you would search for; `inkling help query` has all that it can say.',
  });
}

export function saveCommand(terminal: Terminal): Command {
  return command({
    name: 'save',
    description: 'Save a search under a name; it is counted anew whenever your files change.',
    examples: [
      ['inkling searches save Rent "notice period rent"', 'what holds these words, or means the same'],
      ['inkling searches save Invoices \'"invoice" type:pdf\'', 'exactly what the signs say'],
    ],
  })
    .alias('add')
    .argument('<name>', 'to find it again')
    .argument('<query>', 'as you would search for it')
    .option('--no-alerts', 'do not tell of new matches')
    .action(async (name: string, query: string, options: CommonOptions & { readonly alerts: boolean }) => {
      const searches = await withEngine(options, async ({ client }) => {
        await client.searches.save({ name: givenName(name), query: givenQuery(query), tell: options.alerts });
        return { ...(await client.searches.list({ fresh: true })), faults: await faultsOf(client, query) };
      });
      for (const line of faultLines(searches.faults, query, terminal)) terminal.note(line);
      printSearches(
        searches.searches.filter((search) => search.name === name.trim()),
        options,
        terminal,
      );
    });
}

/** What of a query cannot be read: it is saved all the same, and it is said. */
async function faultsOf(client: Client, query: string): Promise<readonly SearchNote[]> {
  for await (const { notes } of await client.search.run({ query, limit: 1, mode: 'lexical' })) return notes;
  return [];
}

export function changeCommand(terminal: Terminal): Command {
  return command({
    name: 'change',
    description: 'Give a saved search another name, or switch its alerts on or off.',
    examples: [['inkling searches change Rent --rename Flat', '`inkling searches undo` takes it back']],
  })
    .argument('<name>', 'of the saved search')
    .option('--rename <name>', 'another name')
    .addOption(new Option('--alerts <alerts>', 'tell of new matches').choices(['on', 'off']))
    .action(async (name: string, options: ChangeOptions) => {
      const changed = await withEngine(options, ({ client }) => change(client, name, options));
      printSearches([changed], options, terminal);
    });
}

async function change(client: Client, name: string, { rename, alerts }: ChangeOptions): Promise<SavedSearch> {
  if (rename === undefined && alerts === undefined)
    throw new InklingError('CHANGE_EMPTY', {
      cause: 'Nothing was given to change.',
      remedy: 'Add --rename with another name, or --alerts with on or off.',
    });
  const { id } = await named(client, name);
  if (rename !== undefined) await client.searches.rename({ id, name: givenName(rename) });
  if (alerts !== undefined) await client.searches.tell({ id, tell: alerts === 'on' });
  return named(client, rename ?? name);
}

export function renameCommand(terminal: Terminal): Command {
  return command({
    name: 'rename',
    description: 'Give a saved search another name.',
    examples: [['inkling searches rename Rent Flat', '`inkling searches undo` takes it back']],
  })
    .argument('<name>', 'of the saved search')
    .argument('<other>', 'how it shall be called')
    .action(async (name: string, other: string, options: CommonOptions) => {
      const renamed = await withEngine(options, ({ client }) => change(client, name, { rename: other }));
      printSearches([renamed], options, terminal);
    });
}

export function removeCommand(terminal: Terminal): Command {
  return command({
    name: 'remove',
    description: 'Remove a saved search. The documents stay.',
    examples: [['inkling searches remove Rent', '`inkling searches undo` takes it back']],
  })
    .argument('<name>', 'of the saved search')
    .action(async (name: string, options: CommonOptions) => {
      const { searches } = await withEngine(options, async ({ client }) => {
        const { id } = await named(client, name);
        return client.searches.remove({ id });
      });
      if (options.json) printSearches(searches, options, terminal);
      else terminal.print(`${printable(name)} is removed; its documents stay.`);
    });
}

export function undoCommand(terminal: Terminal): Command {
  return command({
    name: 'undo',
    description:
      'Take back the last removal or renaming of a saved search; again, the one before it. What was erased from the history comes back only while Inkling runs.',
    examples: [['inkling searches undo', 'the last one']],
  }).action(async (options: CommonOptions) => {
    const output = await withEngine(options, ({ client }) => client.searches.undo());
    terminal.print(options.json ? JSON.stringify(output) : undoneText(output.undone));
  });
}

function undoneText(undone: Undone | null): string {
  if (undone === null) return 'Nothing is left to take back.';
  if (undone.kind === 'erase') return `Back in the history: ${counted(undone.queries, 'question')}.`;
  const name = printable(undone.name);
  return undone.kind === 'remove' ? `${name} is saved again.` : `It is called ${name} again.`;
}
