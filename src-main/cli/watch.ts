import { setTimeout as sleep } from 'node:timers/promises';

import type { Command } from 'commander';

import type { Match, WatchOutput } from '../contract/index.ts';
import { aborted } from '../lib/until-aborted.ts';
import type { Client } from '../rpc/client.ts';
import type { StayingConnection } from '../rpc/stay-connected.ts';
import { command } from './common-options.ts';
import type { CommonOptions } from './common-options.ts';
import { NewMatches } from './watch/new-matches.ts';
import type { Terminal } from './terminal.ts';
import { printable } from './text-width.ts';

/** While many files are read, what came is told so often. */
const LOOK_AGAIN_MILLISECONDS = 1_000;
/** A new engine is up within a second or two. */
const RECONNECT_MILLISECONDS = 300;

/** `inkling watch`: what begins to match a query, as files arrive and change. */
export function watchCommand(terminal: Terminal): Command {
  return command({
    name: 'watch',
    description:
      'Print documents as they begin to match a query, or match it and change, one each line; Ctrl-C ends it. Filters and quoted words are exact; other words find what holds all of them or is near in meaning.',
    examples: [
      ['inkling watch "notice of rent increase"', 'a line for each letter that arrives'],
      ['inkling watch --json type:pdf | jq -r .path', 'one JSON document a line, for other programs'],
    ],
  })
    .argument('<query>', 'what to look out for')
    .action((query: string, options: CommonOptions) => watch(query, options, terminal));
}

async function watch(query: string, options: CommonOptions, terminal: Terminal): Promise<void> {
  const [{ stayConnected }, { libraryPath }] = await Promise.all([
    import('../rpc/stay-connected.ts'),
    import('../rpc/library-path.ts'),
  ]);
  const connection = await stayConnected({ library: libraryPath(options.library), host: 'watch' });
  const ending = new AbortController();
  const over = Promise.race([connection.ended, aborted(terminal.interrupted)]).finally(() => ending.abort());
  try {
    const matches = new NewMatches(query);
    const known = await matches.look(connection.client);
    terminal.note(`Watching: ${known.length} documents match now. Ctrl-C ends it.`);
    const watching = followMatches(connection, { matches, signal: ending.signal }, (match) =>
      terminal.print(options.json ? JSON.stringify(watchOutput(match)) : watchText(match)),
    );
    await Promise.race([over, watching]);
    if (!terminal.interrupted.aborted) terminal.note('The engine was ended.');
  } finally {
    ending.abort();
    await connection.close();
  }
}

interface Watching {
  readonly matches: NewMatches;
  readonly signal: AbortSignal;
}

/** Looks whenever the library moved; goes on with the next engine where one died. */
async function followMatches(
  connection: StayingConnection,
  { matches, signal }: Watching,
  tell: (match: Match) => void,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await lookAtEveryChange(connection.client, { matches, signal }, tell);
    } catch (thrown) {
      if (signal.aborted) return;
      if (!isEngineGone(thrown)) throw thrown;
    }
    await sleep(RECONNECT_MILLISECONDS, undefined, { signal }).catch(() => undefined);
  }
}

async function lookAtEveryChange(
  client: Client,
  { matches, signal }: Watching,
  tell: (match: Match) => void,
): Promise<void> {
  const changes = new Changes(await client.library.progress(undefined, { signal }));
  while (await changes.next()) {
    for (const match of await matches.look(client)) tell(match);
    await sleep(LOOK_AGAIN_MILLISECONDS, undefined, { signal });
  }
}

/** Changes since the last look, taken together: many come while one is looked at. */
class Changes {
  readonly #ended: Promise<void>;
  #isOver = false;
  #count = 0;
  #wake: () => void = () => undefined;

  constructor(stream: AsyncIterator<unknown>) {
    this.#ended = this.#drain(stream);
    // Whoever waits for the next one hears of it.
    this.#ended.catch(() => undefined);
  }

  /** Resolves to whether there was one; rejects where the stream broke. */
  async next(): Promise<boolean> {
    if (this.#count === 0 && !this.#isOver)
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    if (this.#count === 0) await this.#ended;
    const isChanged = this.#count > 0;
    this.#count = 0;
    return isChanged;
  }

  async #drain(stream: AsyncIterator<unknown>): Promise<void> {
    try {
      while (!(await stream.next()).done) {
        this.#count += 1;
        this.#wake();
      }
    } finally {
      this.#isOver = true;
      this.#wake();
    }
  }
}

function isEngineGone(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && GONE.has(thrown.code);
}

const GONE: ReadonlySet<unknown> = new Set(['ENGINE_GONE', 'ENGINE_CLOSED']);

function watchOutput({ path, title, format, size, modified, by, quote }: Match): WatchOutput {
  return { path, title, format, size, modified, by, quote };
}

function watchText({ path, quote }: Match): string {
  return quote === null ? printable(path) : `${printable(path)}\n  ${printable(quote.text)}`;
}
