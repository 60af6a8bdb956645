import { InklingError, normaliseError } from './errors.ts';
import type { MessageChannelPort } from './processes.ts';

/** Calls a thread or process offers: names to functions of one plain argument. */
export type Handlers = Record<string, (argument: never) => unknown>;

/** The same calls from the other side of a channel. */
export type Calls<Offered extends Handlers> = {
  [Name in keyof Offered]: (
    argument: Parameters<Offered[Name]>[0],
  ) => Promise<Awaited<ReturnType<Offered[Name]>>>;
};

interface Call {
  readonly call: number;
  readonly name: string;
  readonly argument: unknown;
}

interface Answer {
  readonly answer: number;
  readonly value?: unknown;
  readonly error?: { readonly code: string; readonly cause: string; readonly remedy: string };
}

/** Answers calls that arrive on a port, one at a time for synchronous handlers; `translate` sees every failure first. */
export function serveCalls<Offered extends Handlers>(
  port: MessageChannelPort,
  handlers: Offered,
  translate: (thrown: unknown) => unknown = (thrown) => thrown,
): void {
  port.onMessage((message) => {
    if (!isCall(message)) return;
    void answerCall(handlers, message, translate).then((answer) => {
      port.postMessage(answer);
    });
  });
}

async function answerCall(
  handlers: Handlers,
  { call, name, argument }: Call,
  translate: (thrown: unknown) => unknown,
): Promise<Answer> {
  try {
    const handler = handlers[name];
    if (handler === undefined) throw new Error(`no such call: ${name}`);
    return { answer: call, value: await handler(argument as never) };
  } catch (thrown) {
    const { code, message, remedy } = normaliseError(translate(thrown));
    return { answer: call, error: { code, cause: message, remedy } };
  }
}

interface Pending {
  readonly isWork: boolean;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Makes calls over a port and keeps what waits; `end` refuses all of it when the other side is gone. */
export class Caller {
  readonly #port: MessageChannelPort;
  readonly #idle: ReadonlySet<string>;
  readonly #pending = new Map<number, Pending>();
  #next = 1;
  #ended: InklingError | null = null;

  /** @param idle names of calls that are no work: who only makes these has nothing to do */
  constructor(port: MessageChannelPort, idle: readonly string[] = []) {
    this.#port = port;
    this.#idle = new Set(idle);
    port.onMessage((message) => {
      if (isAnswer(message)) this.#settle(message);
    });
  }

  /** Calls that wait for their answer, those that are no work aside. */
  get waiting(): number {
    return [...this.#pending.values()].filter(({ isWork }) => isWork).length;
  }

  /** The other side's calls as functions. */
  calls<Offered extends Handlers>(): Calls<Offered> {
    const target = (name: string) => (argument: unknown) => this.call(name, argument);
    return new Proxy({} as Calls<Offered>, { get: (_, name) => target(String(name)) });
  }

  call(name: string, argument: unknown): Promise<unknown> {
    if (this.#ended !== null) return Promise.reject(this.#ended);
    const call = this.#next;
    this.#next += 1;
    return new Promise((resolve, reject) => {
      this.#pending.set(call, { isWork: !this.#idle.has(name), resolve, reject });
      this.#port.postMessage({ call, name, argument } satisfies Call);
    });
  }

  end(reason: InklingError): void {
    this.#ended = reason;
    for (const { reject } of this.#pending.values()) reject(reason);
    this.#pending.clear();
  }

  #settle({ answer, value, error }: Answer): void {
    const pending = this.#pending.get(answer);
    if (pending === undefined) return;
    this.#pending.delete(answer);
    if (error === undefined) pending.resolve(value);
    else pending.reject(new InklingError(error.code, error));
  }
}

function isCall(message: unknown): message is Call {
  return typeof message === 'object' && message !== null && 'call' in message;
}

function isAnswer(message: unknown): message is Answer {
  return typeof message === 'object' && message !== null && 'answer' in message;
}
