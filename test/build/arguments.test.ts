import { expect, it } from 'vitest';

import { asksForHelp, needsBrowser } from '../../build/setup/arguments.mjs';

it('sees --help and -h, and leaves what follows -- alone', () => {
  expect(asksForHelp(['--help'])).toBe(true);
  expect(asksForHelp(['folder', '-h'])).toBe(true);
  expect(asksForHelp(['folder'])).toBe(false);
  expect(asksForHelp(['--', '--help'])).toBe(false);
});

it('needs a browser unless the projects named have none', () => {
  expect(needsBrowser([])).toBe(true);
  expect(needsBrowser(['test/main/x.test.ts'])).toBe(true);
  expect(needsBrowser(['--project', 'main'])).toBe(false);
  expect(needsBrowser(['--project=main', '--project=renderer'])).toBe(false);
  expect(needsBrowser(['--project=main', '--project', 'e2e'])).toBe(true);
});
