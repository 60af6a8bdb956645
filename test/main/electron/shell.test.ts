import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import type { Progress } from '../../../src-main/contract/index.ts';
import { builderConfiguration } from '../../../build/package/builder.ts';
import { targetOf } from '../../../build/package/targets.ts';
import { AT_LOGIN } from '../../../src-main/electron/login-item.ts';
import { runShell } from '../../../src-main/electron/run-shell.ts';
import type { StartOptions } from '../../../src-main/electron/start-shell.ts';
import { InklingError } from '../../../src-main/lib/errors.ts';
import { engineGone } from '../../../src-main/rpc/errors.ts';
import { standInElectron } from '../../helpers/electron/stand-in.ts';
import type { StandInElectron } from '../../helpers/electron/stand-in.ts';
import { ScriptedEngine } from '../../helpers/scripted-engine.ts';
import { ScriptedRuns } from '../../helpers/scripted-running-engine.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

/** The shell without its pages: what it does around them, and what becomes of it where it cannot. */

const FILES = new Map([['/', { type: 'text/html', bytes: Buffer.from('<title>Inkling</title>') }]]);
const NEVER = (): Promise<never> => new Promise(() => {});

interface Change extends Partial<StandInElectron> {
  readonly options?: StartOptions;
  /** What was chosen before. */
  readonly settings?: object;
}

async function run({ options = {}, settings = {}, ...change }: Change = {}) {
  const folder = await temporaryFolder();
  await writeFile(join(folder.path, 'shell.json'), JSON.stringify(settings));
  const electron = { ...standInElectron({ data: folder.path }), ...change };
  const given = {
    files: FILES,
    library: folder.path,
    begin: NEVER,
    given: [],
    platform: 'linux' as const,
    ...options,
  };
  const shell = await runShell(electron, given);
  return {
    shell,
    electron,
    windows: electron.app.windows,
    log: () => readFile(join(folder.path, 'shell.log'), 'utf8').catch(() => ''),
    async [Symbol.asyncDispose]() {
      electron.app.exit(electron.app.exitCode ?? 0);
      await folder[Symbol.asyncDispose]();
    },
  };
}

function withoutTray(): Pick<StandInElectron, 'Tray'> {
  const { Tray } = standInElectron({ data: '' });
  const broken = class extends Tray {
    constructor() {
      super('/nowhere/of ada/tray.png');
    }
  };
  return { Tray: broken };
}

test('a tray that cannot be made is said once in the log, and the window opens all the same', async () => {
  await using running = await run(withoutTray());
  expect([...running.windows].map((window) => window.isVisible())).toEqual([true]);
  const lines = (await running.log()).trimEnd().split('\n');
  expect(lines).toEqual([expect.stringMatching(/^\S+ tray failed: Error < /)]);
  // What an error says may name a person's folder.
  expect(lines.join()).not.toContain('ada');
});

test('without a tray nothing stays behind unseen: started hidden it shows itself, closed it ends', async () => {
  await using hidden = await run({ options: { given: [AT_LOGIN] } });
  expect(hidden.windows.size).toBe(0);
  const begin = (): Promise<never> => Promise.reject(engineGone());
  await using running = await run({ ...withoutTray(), options: { given: [AT_LOGIN], begin } });
  expect(running.windows.size).toBe(1);
  expect(running.shell?.stays).toBe(false);
  for (const window of running.windows) window.close();
  await expect.poll(() => running.electron.app.exitCode).toBe(0);
});

/** No window can be placed. */
function refusing(thrown: Error): Pick<StandInElectron, 'screen'> {
  const { screen } = standInElectron({ data: '' });
  const refuse = (): never => {
    throw thrown;
  };
  return { screen: Object.assign(screen, { getAllDisplays: refuse }) };
}

test('a shell that cannot start says why and what helps, and ends', async () => {
  await using broken = await run(refusing(new Error('there is no display')));
  expect(broken.shell).toBeNull();
  expect(broken.electron.app.exitCode).toBe(1);
  const [told] = broken.electron.dialog.errors;
  expect(told?.title).toBe('Inkling cannot start');
  expect(told?.content).toMatch(/^there is no display\n\nStart Inkling again.+\n\nSHELL_NOT_STARTED$/);
  expect(await broken.log()).toMatch(/ start failed: Error < /);
});

test('what has a cause and a remedy of its own keeps them in the box', async () => {
  const odd = new InklingError('LIBRARY_ODD', { cause: 'The library is odd.', remedy: 'Even it.' });
  await using broken = await run(refusing(odd));
  expect(broken.electron.dialog.errors).toEqual([
    { title: 'Inkling cannot start', content: 'The library is odd.\n\nEven it.\n\nLIBRARY_ODD' },
  ]);
});

test('Windows is told by which name the installer has entered the program; it drops notices of others', async () => {
  const places = { root: '', app: '', beside: '', output: '', electron: null, environment: {} };
  const { appId } = builderConfiguration({
    ...places,
    target: targetOf('win32', 'x64'),
    electronVersion: '',
  });
  await using windows = await run({ options: { platform: 'win32' } });
  expect(windows.electron.app.userModelId).toBe(appId);
  await using linux = await run({ options: { platform: 'linux' } });
  expect(linux.electron.app.userModelId).toBeNull();
});

/** Reads nine files for the first time, to the end. */
class FirstReader extends ScriptedEngine {
  override async *follow(signal: AbortSignal | undefined): AsyncGenerator<Progress> {
    const at = (done: number, activity: Progress['activity']): Progress => ({
      ...this.progress(),
      activity,
      searchable: { done, total: 9, perSecond: 0, secondsLeft: null },
    });
    yield at(0, 'reading');
    yield at(9, 'deepening');
    await new Promise((resolve) => signal?.addEventListener('abort', resolve, { once: true }));
  }
}

test.each([
  [true, ['Everything is searchable.']],
  [false, []],
])('the end of a first reading is told where the person wants it: %s', async (notify, told) => {
  await using folder = await temporaryFolder();
  await using runs = new ScriptedRuns(new FirstReader(), folder.path);
  const settings = { hotkey: '', openAtLogin: false, stay: true, notify };
  const options = { given: [AT_LOGIN], begin: runs.begin };
  await using running = await run({ settings, options });
  const { electron } = running;
  await expect.poll(() => electron.seen.trays[0]?.toolTip).toContain('Reading closely');
  expect(electron.seen.notifications.map(({ body }) => body)).toEqual(told);
  electron.seen.notifications[0]?.emit('click');
  expect([...electron.app.windows].map((window) => window.isVisible())).toEqual(told.map(() => true));
});
