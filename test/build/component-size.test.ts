import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { ROOT } from '../../build/setup/program.mjs';

/** What is longer is cut along a border of its own: a part of what is seen, or the state behind it in a class. */
const LONGEST = 100;

test(`no component takes ${LONGEST} lines`, () => {
  const page = join(ROOT, 'src-renderer');
  const components = readdirSync(page, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.svelte'),
  );
  const long = components.flatMap((file) => {
    const lines = readFileSync(join(page, file), 'utf8').split('\n').length - 1;
    return lines < LONGEST ? [] : [`${file}: ${lines}`];
  });
  expect(components.length).toBeGreaterThan(0);
  expect(long).toEqual([]);
});
