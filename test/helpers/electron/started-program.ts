import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { ensureProgramBuilt } from '../../../build/package/build-shell.ts';
import { stageApp } from '../../../build/package/stage.ts';
import { targetOf } from '../../../build/package/targets.ts';
import { packageRoot } from '../../../src-main/lib/entry.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const ROOT = packageRoot();
const PROCESS = fileURLToPath(new URL('./program-process.ts', import.meta.url));

export type ToProgram =
  | { readonly kind: 'find'; readonly query: string }
  | { readonly kind: 'quit'; readonly engine: number };

export type ToldProgram =
  | {
      readonly kind: 'found';
      readonly paths: readonly string[];
      readonly window: { readonly address: string; readonly isVisible: boolean };
      /** The pictures of its signs in the tray. */
      readonly trays: readonly string[];
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

/**
 * What goes into the package, and nothing else, in a folder where nothing above it has more: what the program opens at
 * run time and is not packaged is not there.
 */
export async function stagedProgram(): Promise<AsyncDisposable & { readonly folder: string }> {
  const place = await temporaryFolder();
  const folder = join(place.path, 'app');
  await ensureProgramBuilt(ROOT);
  await stageApp(ROOT, folder, targetOf(process.platform, process.arch));
  return { folder, [Symbol.asyncDispose]: () => place[Symbol.asyncDispose]() };
}

interface Places {
  /** Where the program lies. */
  readonly folder: string;
  readonly data: string;
  readonly library: string;
}

/** The program's entry, as Electron would start it, with a stand-in for Electron. */
export function startProgram({ folder, data, library }: Places, given: readonly string[] = []): Started {
  const child = fork(PROCESS, [join(folder, 'out/main/electron/main.js'), ...given], {
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
