import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Interface } from 'node:readline';

import type { Command } from 'commander';

import { hasDisplay } from '../lib/desktop.ts';
import { packageRoot } from '../lib/entry.ts';
import { normaliseError } from '../lib/errors.ts';
import { aborted } from '../lib/until-aborted.ts';
import type { StayingConnection } from '../rpc/stay-connected.ts';
import type { Web } from '../web/listen.ts';
import { openBrowser } from './browser.ts';
import { command } from './common-options.ts';
import type { CommonOptions } from './common-options.ts';
import { printFailure } from './failure.ts';
import { addFolders } from './index-folders.ts';
import type { Terminal } from './terminal.ts';

interface OpenOptions extends CommonOptions {
  readonly browser: boolean;
}

export function openCommand(terminal: Terminal): Command {
  return command({
    name: 'open',
    description: 'Open the page in a browser and read folders meanwhile; Ctrl-C ends it.',
    examples: [
      ['inkling open', 'the page; add folders there'],
      ['inkling open ~/Documents', 'the page, and the folder searchable within seconds'],
    ],
  })
    .argument('[folder...]', 'folders to read')
    .option('--no-browser', 'print the address only')
    .action((folders: string[], options: OpenOptions) => open(folders, options, terminal));
}

async function open(folders: readonly string[], options: OpenOptions, terminal: Terminal): Promise<void> {
  const [{ stayConnected }, { libraryPath }, { startWeb }] = await Promise.all([
    import('../rpc/stay-connected.ts'),
    import('../rpc/library-path.ts'),
    import('../web/listen.ts'),
  ]);
  const connection = await stayConnected({ library: libraryPath(options.library), host: 'web' });
  try {
    // A folder that is not there is said before anything opens.
    await addFolders(connection.client, folders, terminal);
    const web = await startWeb({ connection, page: join(packageRoot(), 'out', 'renderer') });
    try {
      await welcome(web, options, terminal);
      if (folders.length > 0) void showReading(connection, options, terminal);
      await untilEnd(web, connection, terminal);
    } finally {
      await web.close();
    }
  } finally {
    await leave(connection);
  }
}

async function untilEnd(web: Web, connection: StayingConnection, terminal: Terminal): Promise<void> {
  const keys = terminal.attended ? offerNewAddress(web, terminal) : null;
  try {
    await Promise.race([connection.ended, aborted(terminal.interrupted)]);
  } finally {
    keys?.close();
  }
}

/** One line once the page answers, for people and for programs that wait for it. */
async function welcome(web: Web, options: OpenOptions, terminal: Terminal): Promise<void> {
  await fetch(web.url, { method: 'HEAD' });
  terminal.print(options.json ? JSON.stringify({ ready: web.url }) : `ready ${web.url}`);
  if (options.browser && hasDisplay()) void openBrowser(web.url, terminal);
}

/** An address opens one tab; whoever sits at the terminal may have another. */
function offerNewAddress(web: Web, terminal: Terminal): Interface {
  terminal.note('The address works once. Enter: another one. Ctrl-C: end.');
  return createInterface({ input: process.stdin }).on('line', () => terminal.print(web.newUrl()));
}

async function showReading(
  { client }: StayingConnection,
  { json = false }: OpenOptions,
  terminal: Terminal,
): Promise<void> {
  const { whileShowing } = await import('./progress-display.ts');
  const signal = terminal.interrupted;
  try {
    await whileShowing(client, terminal, () => client.library.settle({}, { signal }));
    if (!signal.aborted) terminal.note('Everything is searchable; deepening goes on in the background.');
  } catch (thrown) {
    // The page stays, and says the same. A new engine goes on where one ended.
    if (!signal.aborted && normaliseError(thrown).code !== 'ENGINE_GONE')
      printFailure(thrown, terminal, json);
  }
}

/** Ends the engine at once where nobody else uses it, and waits for that: Ctrl-C closes everything. */
async function leave(connection: StayingConnection): Promise<void> {
  const { processEnded } = await import('../rpc/process-ended.ts');
  const { pid } = connection;
  const answer = await connection.client.engine.leave().catch(() => ({ ending: false }));
  await connection.close();
  if (answer.ending) await processEnded(pid);
}
