import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { moveOutputSchema, searchOutputSchema } from '../../../src-main/contract/index.ts';
import { inkling } from '../../helpers/command-line.ts';
import { endEngine, realLibrary } from '../../helpers/real-library.ts';

/** Several processes of Node start one after the other. */
const SLOW_MILLISECONDS = 120_000;

test(
  'a library is moved by a typed command, and found by its old name',
  async () => {
    await using real = await realLibrary();
    const to = join(real.papers, '..', 'elsewhere');
    // Where a library went is remembered for this test alone; its engines are started with the same environment.
    const before = process.env['XDG_CONFIG_HOME'];
    process.env['XDG_CONFIG_HOME'] = join(real.papers, '..', 'config');
    try {
      await inkling('index', real.papers, '--library', real.library);
      const moved = await inkling('move', to, '--json', '--library', real.library);
      expect(moved).toMatchObject({ code: 0, err: '' });
      expect(moveOutputSchema.strict().parse(JSON.parse(moved.out))).toEqual({ library: to });
      expect(existsSync(real.library)).toBe(false);
      const found = await inkling(
        'search',
        'honey',
        '--json',
        '--mode',
        'lexical',
        '--library',
        real.library,
      );
      expect(searchOutputSchema.parse(JSON.parse(found.out)).results).toMatchObject([
        { path: join(real.papers, 'bees.html') },
      ]);
      expect((await inkling('move', real.papers, '--library', to)).err).toContain('[MOVE_TARGET_TAKEN]');
    } finally {
      await endEngine(to);
      if (before === undefined) delete process.env['XDG_CONFIG_HOME'];
      else process.env['XDG_CONFIG_HOME'] = before;
    }
  },
  SLOW_MILLISECONDS,
);
