import type { Command } from 'commander';

import type { IndexOutput, IndexReport } from '../contract/index.ts';
import type { Client } from '../rpc/client.ts';
import { command, givenPath, withEngine } from './common-options.ts';
import type { CommonOptions } from './common-options.ts';
import { bytes, count, duration } from './numbers.ts';
import type { Terminal } from './terminal.ts';
import { printable } from './text-width.ts';

interface IndexOptions extends CommonOptions {
  readonly deep?: boolean;
}

export function indexCommand(terminal: Terminal): Command {
  return command({
    name: 'index',
    description: 'Read folders and wait until every file in them is searchable.',
    examples: [
      ['inkling index ~/Documents', 'searchable by word and meaning'],
      ['inkling index ~/Papers --deep', 'wait until every passage is read closely, too'],
    ],
  })
    .argument('<folder...>', 'folders to read')
    .option('--deep', 'wait until every passage is deepened')
    .action(async (folders: string[], options: IndexOptions) => {
      const output = await withEngine(options, ({ client }) => index(client, folders, options, terminal));
      terminal.print(options.json ? JSON.stringify(output) : indexText(output));
    });
}

async function index(
  client: Client,
  folders: readonly string[],
  { deep = false }: IndexOptions,
  terminal: Terminal,
): Promise<IndexOutput> {
  const started = performance.now();
  const { whileShowing } = await import('./progress-display.ts');
  await addFolders(client, folders, terminal);
  const signal = terminal.interrupted;
  const report = await whileShowing(client, terminal, () => client.library.settle({ deep }, { signal }));
  return indexOutput(report, (performance.now() - started) / 1000);
}

/** Has folders read; the first that cannot be ends it. What is paused stays so: its name may stand in a script. */
export async function addFolders(
  { library }: Client,
  folders: readonly string[],
  { note }: Terminal,
): Promise<void> {
  for (const typed of folders.map(givenPath)) {
    const { path, paused } = await library.add({ path: typed });
    if (paused)
      note(`${printable(path)} is paused and not read; go on with \`inkling resume\` and its path.`);
  }
}

/** The engine's own time leaves out what came before it was asked to settle. */
export function indexOutput(report: IndexReport, seconds: number): IndexOutput {
  const { documents, passages, errors, libraryBytes } = report;
  return {
    documents,
    passages,
    errors,
    seconds: Math.round(seconds * 1000) / 1000,
    library_bytes: libraryBytes,
  };
}

function indexText({ documents, passages, errors, seconds, library_bytes }: IndexOutput): string {
  const unread = errors ? `; ${count(errors)} could not be read, see \`inkling errors\`` : '';
  return (
    `${count(documents)} documents in ${count(passages)} passages, ${duration(seconds)}, ` +
    `library ${bytes(library_bytes)}${unread}`
  );
}
