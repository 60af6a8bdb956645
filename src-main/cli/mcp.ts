import type { Command } from 'commander';

import { aborted } from '../lib/until-aborted.ts';
import type { AskEngine } from '../mcp/create-server.ts';
import { command } from './common-options.ts';
import type { CommonOptions } from './common-options.ts';
import { listeningOptions, listenUntilEnd, withAskedEngine, type ListeningOptions } from './listening.ts';
import { requireInput } from './standard-input.ts';
import type { Terminal } from './terminal.ts';

interface McpOptions extends CommonOptions, ListeningOptions {
  readonly http?: boolean;
}

const MCP_PATH = '/mcp';

/** `inkling mcp`: the library for AI agents, by the Model Context Protocol. */
export function mcpCommand(terminal: Terminal): Command {
  const mcp = command({
    name: 'mcp',
    description:
      'Serve AI agents by the Model Context Protocol: they may search and read the folders you opened to them with `inkling agents allow`, and change nothing. Started by the agent’s own program, or with --http for several.',
    examples: [
      ['inkling mcp', 'what to enter as the command of a server in your agent’s settings'],
      ['inkling mcp --http', 'for this computer, with an address and a token to enter there'],
      ['inkling mcp --http --port 4243 --token-file ~/.inkling-agents', 'the same ones every time'],
    ],
  }).option('--http', 'listen on this computer instead of speaking over standard input and output');
  return listeningOptions(mcp).action((options: McpOptions) =>
    withAskedEngine(options, 'mcp', (askEngine) =>
      options.http === true ? serveHttp(askEngine, options, terminal) : serveStdio(askEngine, terminal),
    ),
  );
}

/** Nothing but the protocol goes to standard output. */
async function serveStdio(askEngine: AskEngine, terminal: Terminal): Promise<void> {
  requireInput(terminal, 'Serve by address: `inkling mcp --http`.');
  const { serveStdio: serve } = await import('../mcp/serve-stdio.ts');
  await serve(askEngine, terminal.interrupted);
}

async function serveHttp(askEngine: AskEngine, options: McpOptions, terminal: Terminal): Promise<void> {
  const [{ McpSessions }, { answerProgram }] = await Promise.all([
    import('../mcp/http-sessions.ts'),
    import('../web/answer.ts'),
  ]);
  const sessions = new McpSessions(askEngine);
  try {
    await listenUntilEnd(options, terminal, {
      path: MCP_PATH,
      ending: aborted(terminal.interrupted),
      answer: async (request, response) => {
        if (request.url === MCP_PATH) await sessions.answer(request, response);
        else answerProgram(response, 404, 'CALL_UNKNOWN');
      },
    });
  } finally {
    await sessions.close();
  }
}
