import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import type { ChildLimits } from '../../../src-main/lib/bounded-child.ts';
import { DrawChild } from '../../../src-main/preview/draw-child.ts';
import { spawnChild } from '../../../src-main/rpc/child-spawn.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

const ENTRY = new URL('../../fixtures/processes/drawing.ts', import.meta.url);
/** Far above what Node itself needs, far below what the machine has. */
const GENEROUS: ChildLimits = { milliseconds: 20_000, bytes: 400 << 20 };
const NEVER = new AbortController().signal;

async function open(limits: ChildLimits = GENEROUS) {
  const folder = await temporaryFolder();
  const child = new DrawChild({ spawn: spawnChild, limits, entry: ENTRY });
  const draw = (name: string, signal = NEVER): Promise<unknown> => {
    const path = join(folder.path, name);
    writeFileSync(path, 'a page');
    const file = { path, within: null, format: 'pdf', password: null, state: name };
    return child
      .work<unknown>(file, signal, (calls) => calls.draw({ page: 1, width: 100 }))
      .catch(({ code, message }: Error & { readonly code: unknown }) =>
        code === 'PAGE_NOT_DRAWN' ? code : message,
      );
  };
  return {
    child,
    draw,
    [Symbol.asyncDispose]: async () => {
      await child.close();
      await folder[Symbol.asyncDispose]();
    },
  };
}

describe('the process that draws', () => {
  it.each([
    ['hangs', 'hang', { ...GENEROUS, milliseconds: 4_000 }],
    ['takes all memory', 'allocate', GENEROUS],
    ['ends its process', 'exit', GENEROUS],
  ])('costs a page that %s, and no other', async (_, name, limits) => {
    await using made = await open(limits);
    const broken = made.draw(name);
    const behind = made.draw('good');
    expect(await broken).toBe('PAGE_NOT_DRAWN');
    expect(await behind).toMatch(/^\/good by/);
  });

  it('may write, read elsewhere and start threads as little as the one that reads', async () => {
    await using made = await open();
    for (const name of ['write', 'peek', 'thread']) expect(await made.draw(name)).toContain('restricted');
  });

  it('draws nothing that is no longer wanted when its turn comes', async () => {
    await using made = await open({ ...GENEROUS, milliseconds: 4_000 });
    const unwanted = new AbortController();
    const slow = made.draw('hang');
    const dropped = made.draw('exit', unwanted.signal);
    const first = made.draw('good');
    unwanted.abort();
    expect([await slow, await dropped]).toEqual(['PAGE_NOT_DRAWN', 'This operation was aborted']);
    // The same process as the next: what was dropped ended none.
    expect(await made.draw('good')).toBe(await first);
  });

  it('starts no more once it is closed', async () => {
    const made = await open();
    await made[Symbol.asyncDispose]();
    expect(
      await made.child
        .work({ path: '/', within: null, format: 'pdf', password: null, state: '' }, NEVER, () =>
          Promise.resolve('worked'),
        )
        .catch(() => 'refused'),
    ).toBe('refused');
  });
});
