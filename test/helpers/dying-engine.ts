import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';

import { createEngine } from '../../src-main/engine/index.ts';
import type { Spawn } from '../../src-main/lib/processes.ts';
import { spawnChild } from '../../src-main/rpc/child-spawn.ts';
import { collect } from './engine-bench.ts';

/** Entry of a process whose engine changes its model, is asked without a pause, and dies at an instant. */

/** When it dies: once so many passages are read anew, or while the other model goes. */
export type DeathAt =
  | { readonly kind: 'passage'; readonly passages: number }
  /** At a question that both models have read, while their similarities are likened, once so many passages are read anew. */
  | { readonly kind: 'likening'; readonly passages: number }
  /** All is read anew and the other model's process ends: so many milliseconds after that, what it made goes. */
  | { readonly kind: 'leaving'; readonly milliseconds: number };

export interface DyingTask {
  readonly library: string;
  readonly from: string;
  readonly to: string;
  readonly query: string;
  readonly at: DeathAt;
}

/** What the parent is told of every answer. */
export interface DyingAnswer {
  readonly stage: string | null;
  readonly best: string | null;
  readonly notes: readonly string[];
}

interface Message {
  readonly call?: number;
  readonly answer?: number;
  readonly name?: string;
  readonly argument?: { readonly folder?: string };
}

const task = JSON.parse(process.argv[2] ?? '{}') as DyingTask;
/** Reading in the background rests for two seconds after each question. */
const PAUSE_MILLISECONDS = 2_400;
const NEVER = new AbortController().signal;
let passages = 0;
/** So many passages are read anew that the next question is asked at once. */
const reached = Promise.withResolvers<void>();
/** Models that have read the question. */
const asked = new Set<string>();

function die(): void {
  process.kill(process.pid, 'SIGKILL');
}

function onAnswer(model: string, name: string): void {
  const { at } = task;
  if (name === 'embed' && model === task.to) {
    passages += 1;
    if (at.kind === 'passage' && passages === at.passages) die();
    if (at.kind === 'likening' && passages === at.passages) reached.resolve();
  } else if (name === 'embedQuery' && at.kind === 'likening' && passages >= at.passages) {
    asked.add(model);
    // Both vectors are on their way to the thread that likens them.
    if (asked.size === 2) void nextTurn().then(die);
  }
}

async function onEnd(model: string): Promise<void> {
  const { at } = task;
  if (at.kind !== 'leaving' || model !== task.from || passages === 0) return;
  if (at.milliseconds > 0) await sleep(at.milliseconds);
  die();
}

const spawn: Spawn = (entry, options = {}) => {
  const child = spawnChild(entry, options);
  if (options.name !== 'inference') return child;
  const calls = new Map<number, string>();
  let model = '';
  child.port.onMessage((message) => {
    const { answer } = message as Message;
    if (answer !== undefined) onAnswer(model, calls.get(answer) ?? '');
  });
  const postMessage = (message: unknown): void => {
    const { call, name, argument } = message as Message;
    if (call !== undefined) calls.set(call, name ?? '');
    if (name === 'load') model = argument?.folder?.endsWith(`/${task.to}`) === true ? task.to : task.from;
    child.port.postMessage(message);
  };
  const port = { postMessage, onMessage: child.port.onMessage.bind(child.port) };
  const kill = (): void => {
    child.kill();
    void onEnd(model);
  };
  return { ...child, port, kill };
};

async function answerOnce(): Promise<void> {
  const request = { query: task.query, mode: 'deep', limit: 5, passages: 1, asTyped: false } as const;
  const last = (await collect(engine.search(request, NEVER))).at(-1);
  process.send?.({
    stage: last?.stage ?? null,
    best: last?.results[0]?.name ?? null,
    notes: last?.notes.map(({ code }) => code) ?? [],
  } satisfies DyingAnswer);
}

const engine = await createEngine({ library: task.library, spawn });
// The parent may be gone before it.
process.on('disconnect', () => process.exit());
// One answer at the least, however soon it dies.
await answerOnce();
await engine.useModel(task.to);
await engine.changeSettings({ deepening: true });
for (;;) {
  await answerOnce();
  await Promise.race([sleep(PAUSE_MILLISECONDS), reached.promise]);
}
