import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';

import { InklingError } from '../lib/errors.ts';
import { PAGE_HEADERS } from '../lib/page-headers.ts';
import { encodeError } from '../rpc/errors.ts';

export function writeHead(response: ServerResponse, status: number, headers: OutgoingHttpHeaders): void {
  response.writeHead(status, { ...PAGE_HEADERS, ...headers });
}

export function answerJson(response: ServerResponse, status: number, body: unknown): void {
  writeHead(response, status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

/** A refusal in the form of a failed call, so that the page reads one kind of error. */
export function answerRefusal(response: ServerResponse, status: number, code: string): void {
  if (response.headersSent) return void response.destroy();
  const { cause, remedy } = REFUSALS[code] ?? NOT_OURS;
  // What was not read of the request must not be taken for the next one.
  response.setHeader('connection', 'close');
  answerJson(response, status, { json: encodeError(new InklingError(code, { cause, remedy })).toJSON() });
}

/** The same for a program, which opens no page: plain JSON in the form of every failure on the terminal. */
export function answerProgram(response: ServerResponse, status: number, code: string): void {
  if (response.headersSent) return void response.destroy();
  const { cause, remedy } = PROGRAM_REFUSALS[code] ?? NOT_LET_IN;
  response.setHeader('connection', 'close');
  if (status === UNAUTHORISED) response.setHeader('www-authenticate', 'Bearer');
  answerJson(response, status, { error: { code, cause, remedy } });
}

const UNAUTHORISED = 401;

const NOT_LET_IN = {
  cause:
    'This address answers programs of this computer alone, by its own name and as the documentation has it.',
  remedy: 'Ask http://127.0.0.1 with the port it was given, and send JSON where anything is sent.',
};

const PROGRAM_REFUSALS: Readonly<Record<string, { cause: string; remedy: string }>> = {
  TOKEN_REQUIRED: {
    cause: 'The token is missing, or it is not the one of this start.',
    remedy: 'Send “authorization: Bearer TOKEN” with the token that was printed, or that of the token file.',
  },
  BODY_TOO_LARGE: { cause: 'What was sent is longer than a megabyte.', remedy: 'Send less at once.' },
  CALL_UNKNOWN: { cause: 'There is no such call.', remedy: 'GET /openapi.json lists what there is.' },
  UNEXPECTED: { cause: 'Something went wrong that was not foreseen.', remedy: 'Try again.' },
};

const OPEN_AGAIN = 'Open the address that `inkling open` prints; press Enter there for a new one.';

const NOT_OURS = { cause: 'This address answers Inkling’s own page only.', remedy: OPEN_AGAIN };

const REFUSALS: Readonly<Record<string, { cause: string; remedy: string }>> = {
  TOKEN_REQUIRED: {
    cause: 'This page was not opened from the terminal, or Inkling was started anew.',
    remedy: OPEN_AGAIN,
  },
  CODE_USED: { cause: 'The code of this address was used already; it works once.', remedy: OPEN_AGAIN },
  BODY_TOO_LARGE: {
    cause: 'What was sent is longer than any call of the page.',
    remedy: 'Send less at once.',
  },
  ENGINE_GONE: {
    cause: 'The engine of this library ended.',
    remedy: 'Try again: a new engine starts by itself.',
  },
};
