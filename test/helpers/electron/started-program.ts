import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import { ensureProgramBuilt } from '../../../build/package/build-shell.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const PROCESS = fileURLToPath(new URL('./program-process.ts', import.meta.url));

export type ToProgram =
  | { readonly kind: 'find'; readonly query: string }
  | { readonly kind: 'quit'; readonly engine: number };

export type ToldProgram =
  | {
      readonly kind: 'found';
      readonly paths: readonly string[];
      readonly window: { readonly address: string; readonly isVisible: boolean };
    }
  | { readonly kind: 'quit'; readonly engineLives: boolean };

interface Started extends AsyncDisposable {
  ask<Kind extends ToldProgram['kind']>(
    asked: ToProgram,
    kind: Kind,
  ): Promise<Extract<ToldProgram, { kind: Kind }>>;
  /** Its exit code and all that it printed, once it has ended. */
  readonly ended: Promise<{ readonly code: number | null; readonly printed: string }>;
}

/** The program as it is packaged, its entry started by itself with a stand-in for Electron. */
export async function startProgram(
  { data, library }: { readonly data: string; readonly library: string },
  given: readonly string[] = [],
): Promise<Started> {
  const child = fork(PROCESS, [await ensureProgramBuilt(ROOT), ...given], {
    env: { ...process.env, INKLING_STAND_IN_DATA: data, INKLING_LIBRARY: library },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (piece) => (printed += String(piece)));
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, printed }));
  return {
    ended,
    async ask(asked, kind) {
      const answer = heard(child, kind);
      child.send(asked);
      const answered = await Promise.race([answer, ended]);
      if ('kind' in answered) return answered;
      throw new Error(`the program ended with ${answered.code}: ${answered.printed}`);
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

function heard<Kind extends ToldProgram['kind']>(child: ReturnType<typeof fork>, kind: Kind) {
  return new Promise<Extract<ToldProgram, { kind: Kind }>>((resolve) => {
    const listen = (told: ToldProgram): void => {
      if (!isOf(told, kind)) return;
      child.off('message', listen);
      resolve(told);
    };
    child.on('message', listen);
  });
}

function isOf<Kind extends ToldProgram['kind']>(
  told: ToldProgram,
  kind: Kind,
): told is Extract<ToldProgram, { kind: Kind }> {
  return told.kind === kind;
}
