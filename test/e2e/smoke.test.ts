import { expect, test } from 'vitest';

import { browserProgram } from '../helpers/browser-page.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { reachOutside } from '../smoke/electron/reach-outside.ts';

/** The way into a packaged program, gone with a Chromium: it is the same switch and file. */

const BARE = ['--headless', '--no-sandbox', '--no-first-run'];

test('a program that has no inspector is reached by its own pages, and ends afterwards', async () => {
  await using data = await temporaryFolder();
  const given = [...BARE, 'data:text/html,<title>Its page</title><p>told'];
  const places = { given, data: data.path, environment: process.env };
  const program = await reachOutside(browserProgram(), places);
  await program.page.waitForFunction(() => document.visibilityState === 'visible');
  expect(await program.page.title()).toBe('Its page');
  expect(await program.page.getByText('told').count()).toBe(1);
  expect(program.context.pages()).toHaveLength(1);
  await program[Symbol.asyncDispose]();
  expect(() => process.kill(program.pid, 0)).toThrow('ESRCH');
});

test('one that ends at once, or is none, is said to, with what it printed', async () => {
  await using data = await temporaryFolder();
  const places = { data: data.path, environment: process.env };
  await expect(reachOutside(process.execPath, places)).rejects.toThrow(
    /the program ended with 9\n.*bad option/s,
  );
  await expect(reachOutside(data.path, places)).rejects.toThrow('the program did not start');
});
