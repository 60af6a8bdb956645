import { InvalidArgumentError } from 'commander';
import type { Command } from 'commander';

import type { Client } from '../rpc/client.ts';
import type { ProgramsOptions } from '../web/serve-programs.ts';
import { givenPath } from './common-options.ts';
import type { CommonOptions } from './common-options.ts';
import type { Terminal } from './terminal.ts';

const MOST_PORT = 65_535;

/** What every command takes that listens for programs of the person's. */
export interface ListeningOptions {
  readonly port: number;
  readonly tokenFile?: string;
}

export interface Listening extends Pick<ProgramsOptions, 'answer'> {
  /** What programs ask, below the address. */
  readonly path: string;
  /** Resolves when it is over. */
  readonly ending: Promise<unknown>;
}

export function listeningOptions(command: Command): Command {
  return command
    .option('--port <number>', 'the port to listen on; else one that is free', parsePort, 0)
    .option(
      '--token-file <file>',
      'the file that holds the token, written where it is not there; else a new token is printed',
    );
}

/** Answers until the end; where and by which token is said first, in one line each or as JSON. */
export async function listenUntilEnd(
  { port, tokenFile, json }: ListeningOptions & CommonOptions,
  terminal: Terminal,
  { path, ending, answer }: Listening,
): Promise<void> {
  const [{ servePrograms }, { ProgramToken }, { tokenFrom }] = await Promise.all([
    import('../web/serve-programs.ts'),
    import('../web/token.ts'),
    import('../web/token-file.ts'),
  ]);
  const file = tokenFile === undefined ? null : givenPath(tokenFile);
  const token = file === null ? ProgramToken.make() : tokenFrom(file);
  const programs = await servePrograms({ token, port, answer });
  try {
    const url = `${programs.url}${path}`;
    const secret = file === null ? { token: token.text } : { token_file: file };
    const lines = [`url ${url}`, file === null ? `token ${token.text}` : `token-file ${file}`];
    terminal.print(json ? JSON.stringify({ url, ...secret }) : lines.join('\n'));
    await ending;
  } finally {
    await programs.close();
  }
}

/** Runs with the library's engine at hand, whichever it is by the time it is asked. */
export async function withAskedEngine(
  { library }: CommonOptions,
  host: string,
  use: (askEngine: () => Promise<Client>) => Promise<void>,
): Promise<void> {
  const [{ AskedConnection }, { libraryPath }] = await Promise.all([
    import('../rpc/connect-when-asked.ts'),
    import('../rpc/library-path.ts'),
  ]);
  const connection = new AskedConnection({ library: libraryPath(library), host });
  try {
    await use(() => connection.client());
  } finally {
    await connection.close();
  }
}

function parsePort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= MOST_PORT) return port;
  throw new InvalidArgumentError(`It is a whole number up to ${MOST_PORT}.`);
}
