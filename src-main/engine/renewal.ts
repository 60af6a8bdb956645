import { setTimeout as sleep } from 'node:timers/promises';

import type { Engine } from './engine.ts';

/** Names of calls by what they answer. */
type Answering<Answer> = {
  [Name in keyof Engine]: ReturnType<Engine[Name]> extends Answer ? Name : never;
}[keyof Engine];
type Following = Answering<AsyncIterable<unknown>>;
type AtOnce = Exclude<keyof Engine, Following | Answering<Promise<unknown>>>;

/** Calls that answer more than once, or as long as work goes on: they are made again of the next engine. */
const FOLLOWING: Readonly<Record<Following, true>> = {
  search: true,
  progress: true,
  followSearches: true,
  offerKeychain: true,
  fetchModel: true,
};
const LONG: Readonly<Partial<Record<keyof Engine, true>>> = { settle: true };
/** Calls that answer at once, of whichever engine there is. */
const AT_ONCE: Readonly<Record<AtOnce, true>> = {
  hearComputer: true,
  about: true,
  looked: true,
  isMoving: true,
};

/** Milliseconds that calls under way are given to end before their engine closes. */
const PATIENCE = 10_000;
const LOOK_EVERY = 5;

type Ask = (...given: readonly unknown[]) => unknown;

/**
 * An engine that is started anew in its place, as another model wants: whoever asks meanwhile waits for the next one,
 * whoever follows goes on following, and no call fails for it.
 */
export class Renewal {
  readonly #start: () => Promise<Engine>;
  #engine: Engine;
  /** Ends what follows the present engine. */
  #ending = new AbortController();
  #running = 0;
  #renewing: Promise<void> = Promise.resolve();

  constructor(engine: Engine, start: () => Promise<Engine>) {
    this.#engine = engine;
    this.#start = start;
  }

  /** The engine as others see it. */
  get engine(): Engine {
    return new Proxy(this.#engine, {
      // What is no call is none here either: above all no `then`, by which it would be taken for a promise.
      get: (engine, name) => (name in engine ? this.#calling(String(name)) : undefined),
    });
  }

  #calling(name: string): Ask {
    if (name === 'useModel') return (model) => this.#useModel(String(model));
    if (name in AT_ONCE) return (...given) => this.#ask(name, given);
    if (name in FOLLOWING) return (...given) => this.#follow(name, given);
    if (name in LONG) return (...given) => this.#long(name, given);
    return (...given) => this.#once(name, given);
  }

  #ask(name: string, given: readonly unknown[]): unknown {
    const call: unknown = Reflect.get(this.#engine, name);
    if (typeof call !== 'function') throw new Error(`an engine has no call ${name}`);
    return Reflect.apply(call, this.#engine, given);
  }

  async #useModel(name: string): ReturnType<Engine['useModel']> {
    await this.#renewing;
    const used = await this.#engine.useModel(name);
    if (used.changed) await this.#renew();
    return used;
  }

  async #once(name: string, given: readonly unknown[]): Promise<unknown> {
    await this.#renewing;
    this.#running += 1;
    try {
      return await this.#ask(name, given);
    } finally {
      this.#running -= 1;
    }
  }

  async #long(name: string, given: readonly unknown[]): Promise<unknown> {
    for (;;) {
      await this.#renewing;
      const { signal } = this.#ending;
      const answer = await settled(() => this.#ask(name, withSignal(given, signal)));
      if (!signal.aborted || wasEnded(given)) return answer();
    }
  }

  async *#follow(name: string, given: readonly unknown[]): AsyncGenerator<unknown> {
    for (;;) {
      await this.#renewing;
      const { signal } = this.#ending;
      try {
        yield* asStream(this.#ask(name, withSignal(given, signal)));
      } catch (thrown) {
        if (!signal.aborted || wasEnded(given)) throw thrown;
      }
      if (!signal.aborted || wasEnded(given)) return;
    }
  }

  #renew(): Promise<void> {
    this.#renewing = this.#renewing.then(async () => {
      this.#ending.abort(new Error('another engine takes the place of this one'));
      await this.#quiet();
      await this.#engine.close();
      this.#engine = await this.#start();
      this.#ending = new AbortController();
    });
    return this.#renewing;
  }

  /** Waits until no call is under way, but not for ever. */
  async #quiet(): Promise<void> {
    for (let waited = 0; this.#running > 0 && waited < PATIENCE; waited += LOOK_EVERY)
      await sleep(LOOK_EVERY);
  }
}

/** The last argument of a call that can be ended is the signal that ends it. */
function withSignal(given: readonly unknown[], signal: AbortSignal): unknown[] {
  const own = given.at(-1);
  return own instanceof AbortSignal ? [...given.slice(0, -1), AbortSignal.any([own, signal])] : [...given];
}

function wasEnded(given: readonly unknown[]): boolean {
  const own = given.at(-1);
  return own instanceof AbortSignal && own.aborted;
}

/** Answers with what gives the answer, or throws what was thrown. */
async function settled(ask: () => unknown): Promise<() => unknown> {
  try {
    const answer = await ask();
    return () => answer;
  } catch (thrown) {
    return () => {
      throw thrown;
    };
  }
}

function asStream(value: unknown): AsyncIterable<unknown> {
  if (typeof value === 'object' && value !== null && Symbol.asyncIterator in value)
    return value as AsyncIterable<unknown>;
  throw new Error('the call answers once');
}
