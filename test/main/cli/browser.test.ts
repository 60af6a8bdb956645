import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, test, vi } from 'vitest';

import { appBrowser } from '../../../build/setup/browser.mjs';
import { openBrowser } from '../../../src-main/cli/browser.ts';
import { fakeTerminal } from '../../helpers/fake-terminal.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { waitUntil } from '../../helpers/wait-until.ts';

test('the page opens as a window of its own in a browser that can', async () => {
  await using folder = await temporaryFolder();
  const program = join(folder.path, 'chromium');
  const told = join(folder.path, 'told');
  await writeFile(program, `#!/bin/sh\necho "$@" > '${told}'\n`);
  await chmod(program, 0o755);
  await openBrowser('http://127.0.0.1:1/#code', fakeTerminal(), program);
  const read = () => readFile(told, 'utf8').catch(() => '');
  await waitUntil(async () => (await read()).endsWith('\n'));
  expect(await read()).toBe('--app=http://127.0.0.1:1/#code\n');
});

test.runIf(process.platform === 'linux')(
  'without one the browser is the person’s own, and a computer without any is told the address',
  async () => {
    for (const name of ['DISPLAY', 'WAYLAND_DISPLAY']) vi.stubEnv(name, '');
    const terminal = fakeTerminal();
    await openBrowser('http://127.0.0.1:1/#code', terminal, '/nowhere/chromium');
    vi.unstubAllEnvs();
    expect(terminal.noted.join('')).toContain('open the address above yourself');
  },
);

test('a browser that was named and is not there is no reason to fail', () => {
  const machine = {
    environment: { CHROME_PATH: '/nowhere' },
    platform: 'linux' as const,
    home: '/',
    exists: () => false,
    root: false,
    release: '',
  };
  expect(appBrowser(machine)).toBeNull();
});
