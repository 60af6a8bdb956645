import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Command } from 'commander';

import { aborted } from '../lib/until-aborted.ts';
import type { Folder } from '../contract/index.ts';
import type { Client } from '../rpc/client.ts';
import type { ScriptsReach } from '../rpc/serve-scripts.ts';
import { command } from './common-options.ts';
import type { CommonOptions } from './common-options.ts';
import { listeningOptions, listenUntilEnd, withAskedEngine, type ListeningOptions } from './listening.ts';
import type { Terminal } from './terminal.ts';
import { printable } from './text-width.ts';

interface ServeOptions extends CommonOptions, ListeningOptions {
  readonly openapi?: boolean;
  readonly all?: boolean;
}

const DOCUMENT_PATH = '/openapi.json';

/** `inkling serve`: the library for scripts of the person's, as JSON over HTTP. */
export function serveCommand(terminal: Terminal): Command {
  const serve = command({
    name: 'serve',
    description:
      'Answer scripts on this computer as JSON over HTTP, of the folders you opened with `inkling agents allow`; nothing is changed, and Ctrl-C ends it. Who has the token may read what is open; with --all, everything Inkling reads. For AI agents there is `inkling mcp`.',
    examples: [
      ['inkling serve', 'print the address and a token'],
      ['inkling serve --all', 'for scripts of your own: the whole library, and more calls'],
      ['inkling serve --port 4242 --token-file ~/.inkling-scripts', 'the same ones every time'],
      ['inkling serve --openapi > inkling.json', 'what can be asked, as an OpenAPI document'],
      [
        'curl -s -H "authorization: Bearer $TOKEN" $URL/status | jq .folders',
        'with URL and TOKEN as they were printed',
      ],
      [
        `curl -s -H "authorization: Bearer $TOKEN" --json '{"query":"bees"}' $URL/search | jq -r '.results[].path'`,
        'paths of what is found',
      ],
    ],
  })
    .option('--all', 'answer of the whole library, as the terminal does, instead of opened folders alone')
    .option('--openapi', 'print the OpenAPI document and end');
  return listeningOptions(serve).action(async (options: ServeOptions) => {
    if (options.openapi === true) return printDocument(options, terminal);
    await withAskedEngine(options, 'serve', (askEngine) => serveScripts(askEngine, options, terminal));
  });
}

function reachOf({ all }: ServeOptions): ScriptsReach {
  return all === true ? 'all' : 'opened';
}

async function printDocument(options: ServeOptions, terminal: Terminal): Promise<void> {
  const { scriptsDocument } = await import('../rpc/scripts-document.ts');
  terminal.print(JSON.stringify(await scriptsDocument(reachOf(options), null), null, 2));
}

async function serveScripts(
  askEngine: () => Promise<Client>,
  options: ServeOptions,
  terminal: Terminal,
): Promise<void> {
  const [{ scriptsAnswer }, { answerProgram }] = await Promise.all([
    import('../rpc/serve-scripts.ts'),
    import('../web/answer.ts'),
  ]);
  const reach = reachOf(options);
  // A library that cannot be opened is said at once, not to the first script.
  terminal.note(reachText(reach, (await (await askEngine()).library.status()).roots));
  const answerScript = scriptsAnswer(reach, askEngine);
  await listenUntilEnd(options, terminal, {
    path: '',
    ending: aborted(terminal.interrupted),
    answer: async (request, response) => {
      if (request.url === DOCUMENT_PATH && request.method === 'GET') {
        return answerDocument(reach, request, response);
      }
      if (!(await answerScript(request, response))) answerProgram(response, 404, 'CALL_UNKNOWN');
    },
  });
}

/** What scripts will see, for who starts this. */
function reachText(reach: ScriptsReach, folders: readonly Folder[]): string {
  if (reach === 'all') return 'Answers of the whole library to whoever has the token.';
  const open = folders.filter(({ agents }) => agents).map(({ path }) => printable(path));
  if (open.length > 0) return `Answers of the folders that are open:\n  ${open.join('\n  ')}`;
  return 'No folder is open to scripts yet: open one with `inkling agents allow FOLDER`, or end this and use --all.';
}

async function answerDocument(
  reach: ScriptsReach,
  { headers }: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [{ scriptsDocument }, { answerJson }] = await Promise.all([
    import('../rpc/scripts-document.ts'),
    import('../web/answer.ts'),
  ]);
  answerJson(response, 200, await scriptsDocument(reach, `http://${headers.host}`));
}
