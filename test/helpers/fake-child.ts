import { setImmediate as nextTurn } from 'node:timers/promises';

import type { ChildHandle, Spawn } from '../../src-main/lib/processes.ts';

interface Heard {
  readonly call: number;
  readonly name: string;
  readonly argument: never;
}

/** A child that answers when it is told to. */
export interface FakeChild extends ChildHandle {
  /** Calls that wait, oldest first. */
  readonly heard: Heard[];
  /** Answers the oldest call; a thrown value is an error's code. */
  answer(value: unknown): Promise<void>;
  refuse(code: string): Promise<void>;
  /** Ends it from outside. */
  die(): Promise<void>;
}

/** Starts fake children and keeps them in order. */
export function fakeSpawn(): { readonly spawn: Spawn; readonly children: FakeChild[] } {
  const children: FakeChild[] = [];
  const spawn: Spawn = () => {
    const child = fakeChild();
    children.push(child);
    return child;
  };
  return { spawn, children };
}

function fakeChild(): FakeChild {
  const heard: Heard[] = [];
  const exit = Promise.withResolvers<string>();
  let listen: (message: unknown) => void = () => undefined;
  const say = async (answer: object): Promise<void> => {
    listen({ answer: heard.shift()?.call, ...answer });
    await nextTurn();
  };
  return {
    heard,
    pid: null,
    exited: exit.promise,
    port: {
      postMessage: (message) => void heard.push(message as Heard),
      onMessage: (listener) => {
        listen = listener;
      },
    },
    kill: () => {
      exit.resolve('SIGKILL');
    },
    answer: (value) => say({ value }),
    refuse: (code) => say({ error: { code, cause: 'planned', remedy: 'none' } }),
    die: async () => {
      exit.resolve('1');
      await nextTurn();
    },
  };
}
