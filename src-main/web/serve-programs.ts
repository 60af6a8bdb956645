import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';

import { answerProgram } from './answer.ts';
import { judgeProgram } from './guard.ts';
import { closeServer, listenOnLoopback, LOOPBACK } from './loopback.ts';
import type { ProgramToken } from './token.ts';

export interface ProgramsOptions {
  readonly token: ProgramToken;
  /** 0: one that is free. */
  readonly port: number;
  /** Answers a request that was let in. */
  readonly answer: (request: IncomingMessage, response: ServerResponse) => Promise<unknown>;
}

export interface Programs {
  /** Without a path. */
  readonly url: string;
  close(): Promise<void>;
}

/** Listens on this machine for programs of the person's that carry the token. @throws InklingError PORT_NOT_FREE */
export async function servePrograms({ token, port, answer }: ProgramsOptions): Promise<Programs> {
  const accepts = (given: string): boolean => token.accepts(given);
  const server = createServer((request, response) => {
    const { method, url: target, headers } = request;
    const verdict = judgeProgram(
      { method, target, headers },
      { port: request.socket.localPort ?? 0, accepts },
    );
    // A program that left while it was written to is no failure of ours.
    response.on('error', () => {});
    if (verdict.kind === 'refused') return answerProgram(response, verdict.status, verdict.code);
    answer(request, response).catch(() => answerProgram(response, 500, 'UNEXPECTED'));
  });
  const bound = await listenOnLoopback(server, port);
  return { url: `http://${LOOPBACK}:${bound}`, close: () => closeServer(server) };
}
