import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { RecogniseChild, type RecogniseLimits } from '../../../src-main/indexing/recognise-child.ts';
import { spawnChild } from '../../../src-main/rpc/child-spawn.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

const ENTRY = new URL('../../fixtures/processes/recognising.ts', import.meta.url);
/** Far above what Node itself needs, far below what the machine has. */
const GENEROUS: RecogniseLimits = { milliseconds: 20_000, bytes: 400 << 20 };

async function open(limits: RecogniseLimits = GENEROUS) {
  const folder = await temporaryFolder();
  let languages = ['eng'];
  const child = new RecogniseChild({
    spawn: spawnChild,
    lightModel: '/model',
    languages: () => languages,
    limits,
    entry: ENTRY,
  });
  const read = async (name: string): Promise<string> => {
    const path = join(folder.path, name);
    writeFileSync(path, 'a picture');
    return child
      .read({ path, within: null, format: 'png', hash: new Uint8Array() }, 1)
      .catch(({ code, message }: Error & { readonly code: string }) =>
        code === 'UNEXPECTED' ? message : code,
      );
  };
  return {
    child,
    read,
    speak: (language: string) => (languages = [language]),
    [Symbol.asyncDispose]: async () => {
      await child.end();
      await folder[Symbol.asyncDispose]();
    },
  };
}

describe('the process that recognises', () => {
  it.each([
    ['hangs', '/hang', 'RECOGNITION_TOO_LONG', { ...GENEROUS, milliseconds: 5_000 }],
    ['takes all memory', '/allocate', 'RECOGNITION_FAILED', GENEROUS],
    ['ends its process', '/exit', 'READER_ENDED', GENEROUS],
  ])('costs a page that %s, and no other', async (_, path, code, limits) => {
    await using made = await open(limits);
    expect(await made.read(path)).toBe(code);
    expect(await made.read('/good')).toMatch(/^\/good by/);
  });

  it('stays from page to page, and is another where other languages are asked for', async () => {
    await using made = await open();
    const first = await made.read('/good');
    expect(await made.read('/good')).toBe(first);
    made.speak('deu');
    expect(await made.read('/good')).not.toBe(first);
  });

  it('ends with what it was asked', async () => {
    await using made = await open();
    const answer = made.read('/hang');
    await made.child.end();
    expect(await answer).toBe('READER_ENDED');
  });

  it('may start threads, and neither it nor they may do more', async () => {
    await using made = await open();
    const refused = 'ERR_ACCESS_DENIED';
    expect(await made.read('/thread')).toBe([refused, refused, refused].join(' '));
    expect(await made.read('/write')).toContain('restricted');
    expect(await made.read('/peek')).toContain('restricted');
  });
});
