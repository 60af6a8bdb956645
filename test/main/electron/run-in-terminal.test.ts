import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it, vi } from 'vitest';

import { runInTerminal, typedCommand } from '../../../src-main/electron/run-in-terminal.ts';
import { connectEngine } from '../../../src-main/rpc/connect.ts';
import { standInElectron } from '../../helpers/electron/stand-in.ts';
import { fakeTerminal } from '../../helpers/fake-terminal.ts';
import { realLibrary } from '../../helpers/real-library.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

describe('what was typed', () => {
  it.each([
    [
      ['inkling-desktop', '--cli', 'search', 'honey'],
      ['search', 'honey'],
    ],
    [['inkling-desktop', '--ozone-platform=headless', '--cli'], []],
    [
      ['inkling-desktop', '--cli', 'search', '--cli'],
      ['search', '--cli'],
    ],
    [['inkling-desktop'], null],
    [['inkling-desktop', '--hidden'], null],
    [['inkling-desktop', 'inkling://document', '--cli', 'erase'], null],
  ])('in %j is %j', (given, typed) => {
    expect(typedCommand(given)).toEqual(typed);
  });
});

/** The app as a terminal starts it: no window, and who its engines were. */
function started(data: string) {
  const electron = standInElectron({ data });
  const forked: string[] = [];
  const fork: typeof electron.utilityProcess.fork = (entry, given, options) => {
    expect(electron.app.isReady).toBe(true);
    forked.push(options?.serviceName ?? '');
    return electron.utilityProcess.fork(entry, given, options);
  };
  const dock = { hide: vi.fn<() => void>() };
  const app = {
    dock,
    exit: vi.fn<(code: number) => void>(),
    whenReady: () => electron.app.whenReady(),
  };
  return { app, dock, forked, electron: { ...electron, app, utilityProcess: { fork } } };
}

describe('the app in a terminal', () => {
  it('prints what a command says, without a window or an engine, and ends with its code', async () => {
    await using folder = await temporaryFolder();
    const { app, dock, forked, electron } = started(folder.path);
    const terminal = fakeTerminal();
    await runInTerminal(electron, ['--version'], terminal);
    expect(terminal.printed.join('\n')).toMatch(/^\d+\.\d+\.\d+$/);
    expect(app.exit).toHaveBeenCalledWith(0);
    expect(dock.hide).toHaveBeenCalledOnce();
    expect(forked).toEqual([]);
  });

  it('starts an engine where none runs, which is gone with the command and leaves the library whole', async () => {
    await using library = await realLibrary();
    const place = ['--library', library.library];
    const indexing = started(library.papers);
    const noted = fakeTerminal();
    await runInTerminal(indexing.electron, ['index', library.papers, ...place], noted);
    expect(indexing.app.exit).toHaveBeenCalledWith(0);
    expect(indexing.forked[0]).toBe('Inkling engine');
    await expect(
      connectEngine({ library: library.library, host: 'test', startNone: true }),
    ).rejects.toMatchObject({ code: 'ENGINE_NOT_RUNNING' });

    const asking = started(library.papers);
    const answered = fakeTerminal();
    await runInTerminal(asking.electron, ['search', 'notice of the tenancy', ...place], answered);
    expect(answered.printed.join('\n')).toContain('flat.md');
    expect(asking.app.exit).toHaveBeenCalledWith(0);
  });

  it('meets an engine that runs, and leaves it running', async () => {
    await using library = await realLibrary();
    const met = await connectEngine({ library: library.library, host: 'test' });
    const { app, forked, electron } = started(library.papers);
    const terminal = fakeTerminal();
    await runInTerminal(electron, ['status', '--library', library.library], terminal);
    expect(app.exit).toHaveBeenCalledWith(0);
    expect(forked).toEqual([]);
    expect(await met.client.library.status()).toMatchObject({ roots: [] });
    await met.close();
  });

  it('says why where the library cannot be used', async () => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, 'a file');
    await writeFile(file, '');
    const { app, electron } = started(folder.path);
    const terminal = fakeTerminal();
    await runInTerminal(electron, ['status', '--library', join(file, 'library')], terminal);
    expect(terminal.noted.join('\n')).toContain('library folder cannot be used');
    expect(app.exit).toHaveBeenCalledWith(1);
  });
});
