import { expect, it } from 'vitest';

import { isInstalled } from '../../build/setup/install.mjs';

const lock = {
  packages: {
    '': { name: 'inkling' },
    'node_modules/one': { version: '1.0.0' },
    'node_modules/two': { version: '2.0.0' },
    'node_modules/for-another-platform': { version: '3.0.0', optional: true },
  },
};

const record = (packages: Record<string, { version: string }>) => ({ packages });

it('is content where all but optional packages are there', () => {
  const installed = record({
    'node_modules/one': { version: '1.0.0' },
    'node_modules/two': { version: '2.0.0' },
  });
  expect(isInstalled(lock, installed)).toBe(true);
});

it.each([
  ['a package is missing', { 'node_modules/one': { version: '1.0.0' } }],
  [
    'a version changed',
    { 'node_modules/one': { version: '1.0.1' }, 'node_modules/two': { version: '2.0.0' } },
  ],
  [
    'an optional package has another version',
    {
      'node_modules/one': { version: '1.0.0' },
      'node_modules/two': { version: '2.0.0' },
      'node_modules/for-another-platform': { version: '3.0.1' },
    },
  ],
  [
    'a package left the lockfile',
    {
      'node_modules/one': { version: '1.0.0' },
      'node_modules/two': { version: '2.0.0' },
      'node_modules/gone': { version: '1.0.0' },
    },
  ],
])('installs again where %s', (_, packages) => {
  expect(isInstalled(lock, record(packages))).toBe(false);
});
