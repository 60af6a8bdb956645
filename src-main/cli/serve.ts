import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Command } from 'commander';

import { aborted } from '../lib/until-aborted.ts';
import type { Client } from '../rpc/client.ts';
import { command } from './common-options.ts';
import type { CommonOptions } from './common-options.ts';
import { listeningOptions, listenUntilEnd, withAskedEngine, type ListeningOptions } from './listening.ts';
import type { Terminal } from './terminal.ts';

interface ServeOptions extends CommonOptions, ListeningOptions {
  readonly openapi?: boolean;
}

const DOCUMENT_PATH = '/openapi.json';

/** `inkling serve`: the library for scripts of the person's, as JSON over HTTP. */
export function serveCommand(terminal: Terminal): Command {
  const serve = command({
    name: 'serve',
    description:
      'Answer scripts on this computer as JSON over HTTP: all that changes nothing, of the whole library; Ctrl-C ends it. Who has the token may read everything Inkling reads. For AI agents there is `inkling mcp`.',
    examples: [
      ['inkling serve', 'print the address and a token'],
      ['inkling serve --port 4242 --token-file ~/.inkling-token', 'the same ones every time'],
      ['inkling serve --openapi > inkling.json', 'what can be asked, as an OpenAPI document'],
      [
        'curl -s -H "authorization: Bearer $TOKEN" $URL/status | jq .files',
        'with URL and TOKEN as they were printed',
      ],
      [
        `curl -s -H "authorization: Bearer $TOKEN" --json '{"query":"bees"}' $URL/search | jq -r '.results[].path'`,
        'paths of what is found',
      ],
    ],
  }).option('--openapi', 'print the OpenAPI document and end');
  return listeningOptions(serve).action(async (options: ServeOptions) => {
    if (options.openapi === true) return printDocument(terminal);
    await withAskedEngine(options, 'serve', (askEngine) => serveScripts(askEngine, options, terminal));
  });
}

async function printDocument(terminal: Terminal): Promise<void> {
  const { scriptsDocument } = await import('../rpc/scripts-document.ts');
  terminal.print(JSON.stringify(await scriptsDocument(null), null, 2));
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
  // A library that cannot be opened is said at once, not to the first script.
  await askEngine();
  const answerScript = scriptsAnswer(askEngine);
  await listenUntilEnd(options, terminal, {
    path: '',
    ending: aborted(terminal.interrupted),
    answer: async (request, response) => {
      if (request.url === DOCUMENT_PATH && request.method === 'GET') return answerDocument(request, response);
      if (!(await answerScript(request, response))) answerProgram(response, 404, 'CALL_UNKNOWN');
    },
  });
}

async function answerDocument({ headers }: IncomingMessage, response: ServerResponse): Promise<void> {
  const [{ scriptsDocument }, { answerJson }] = await Promise.all([
    import('../rpc/scripts-document.ts'),
    import('../web/answer.ts'),
  ]);
  answerJson(response, 200, await scriptsDocument(`http://${headers.host}`));
}
