import { join } from 'node:path';

import { describe, expect, it, vi } from 'vitest';

import { runInTerminal, typedCommand } from '../../../src-main/electron/run-in-terminal.ts';
import { fakeTerminal } from '../../helpers/fake-terminal.ts';
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

describe('the app in a terminal', () => {
  it('prints what a command says, without a window, and ends with its code', async () => {
    const app = { exit: vi.fn<(code: number) => void>(), dock: { hide: vi.fn<() => void>() } };
    const terminal = fakeTerminal();
    await runInTerminal(app, ['--version'], terminal);
    expect(terminal.printed.join('\n')).toMatch(/^\d+\.\d+\.\d+$/);
    expect(app.exit).toHaveBeenCalledWith(0);
    expect(app.dock.hide).toHaveBeenCalledOnce();
  });

  it('starts no program for an engine: it says that Inkling is to be opened', async () => {
    await using library = await temporaryFolder();
    const app = { exit: vi.fn<(code: number) => void>() };
    const terminal = fakeTerminal();
    await runInTerminal(app, ['status', '--library', join(library.path, 'none')], terminal);
    expect(terminal.noted.join('\n')).toContain('Open Inkling');
    expect(app.exit).toHaveBeenCalledWith(1);
  });
});
