import { resolve } from 'node:path';

import { expect, test } from 'vitest';

import { libraryPath } from '../../../src-main/rpc/library-path.ts';

test('what was asked for goes before the environment, and that before the platform', () => {
  const environment = { INKLING_LIBRARY: '/from/environment' };
  expect(libraryPath('some/library', environment)).toBe(resolve('some/library'));
  expect(libraryPath(undefined, environment)).toBe(resolve('/from/environment'));
  expect(libraryPath(undefined, {})).toMatch(/inkling/i);
});
