import { createORPCClient, ORPCError } from '@orpc/client';
import type { ClientContext, ClientLink, ClientOptions } from '@orpc/client';

import type { Client } from './client.ts';
import { ENGINE_GONE } from './failure.ts';
import { FlowingLink } from './flowing-link.ts';

/** The first engine may have a large library to bring up to date; the program says so where none comes. */
const FIRST_PATIENCE_MS = 60_000;
/** An engine that is replaced is there again within this time; a call waits for it. */
const PATIENCE_MS = 4000;

/** A port to an engine, and whether that engine has ended. */
class Line {
  readonly #port: MessagePort;
  readonly link: FlowingLink;
  isClosed = false;

  constructor(port: MessagePort) {
    this.#port = port;
    // Known before the calls that wait hear of it.
    port.addEventListener('close', () => (this.isClosed = true));
    this.link = new FlowingLink({ port });
    port.start();
  }

  /** What waits for an answer is refused: none will come. */
  close(): void {
    if (this.isClosed) return;
    this.#port.dispatchEvent(new Event('close'));
    this.#port.close();
  }
}

/** The way to whichever engine is there: each one that starts hands over a port of its own. */
export class EngineLine implements ClientLink<ClientContext> {
  readonly client: Client = createORPCClient(this);
  #line: Line | null = null;
  #waiting: ((line: Line) => void)[] = [];

  take(port: MessagePort): void {
    const line = new Line(port);
    this.leave();
    this.#line = line;
    for (const go of this.#waiting.splice(0)) go(line);
  }

  /** The engine ended, and said nothing. */
  leave(): void {
    this.#line?.close();
  }

  /** Fails as a call over loopback does, whatever became of the engine meanwhile. */
  async call(
    path: readonly string[],
    input: unknown,
    options: ClientOptions<ClientContext>,
  ): Promise<unknown> {
    const line = await this.#open();
    const ended = (): boolean => line.isClosed && options.signal?.aborted !== true;
    try {
      const answer = await line.link.call(path, input, options);
      return isStream(answer) ? watched(answer, ended) : answer;
    } catch (error) {
      throw ended() ? gone() : error;
    }
  }

  #open(): Promise<Line> {
    const line = this.#line;
    if (line !== null && !line.isClosed) return Promise.resolve(line);
    return new Promise((resolve, reject) => {
      this.#waiting.push(resolve);
      setTimeout(() => reject(gone()), this.#line === null ? FIRST_PATIENCE_MS : PATIENCE_MS);
    });
  }
}

async function* watched(
  source: AsyncIterable<unknown>,
  ended: () => boolean,
): AsyncGenerator<unknown, void, void> {
  try {
    yield* source;
  } catch (error) {
    throw ended() ? gone() : error;
  }
  // A stream whose engine went away in its midst did not end.
  if (ended()) throw gone();
}

function gone(): ORPCError<string, unknown> {
  const cause = 'The engine of this library ended.';
  const data = { code: ENGINE_GONE, cause, remedy: 'Try again: a new engine starts by itself.' };
  return new ORPCError(ENGINE_GONE, { data });
}

function isStream(answer: unknown): answer is AsyncIterable<unknown> {
  return typeof answer === 'object' && answer !== null && Symbol.asyncIterator in answer;
}
