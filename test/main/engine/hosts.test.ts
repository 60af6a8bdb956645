import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { searchOutputSchema } from '../../../src-main/contract/index.ts';
import { connectEngine } from '../../../src-main/rpc/connect.ts';
import { inkling, inklingOpen } from '../../helpers/command-line.ts';
import { realLibrary } from '../../helpers/real-library.ts';

const SLOW_MILLISECONDS = 90_000;
const QUERY = 'how do I cancel the lease of my apartment';

async function enginePid(library: string): Promise<number> {
  return (JSON.parse(await readFile(join(library, 'engine.json'), 'utf8')) as { pid: number }).pid;
}

test(
  'a search in the terminal answers from the engine of the open page, and the end of the page takes nothing away',
  async () => {
    await using real = await realLibrary();
    const page = await inklingOpen(real.library, real.papers);
    const pid = await enginePid(real.library);
    const second = await connectEngine({ library: real.library, host: 'test', startNone: true });
    expect(second.pid).toBe(pid);
    await second.client.library.settle({});

    const typed = await inkling('search', QUERY, '--json', '--library', real.library);
    expect(typed.code).toBe(0);
    const { results } = searchOutputSchema.parse(JSON.parse(typed.out));
    expect(results[0]?.path).toBe(join(real.papers, 'flat.md'));
    expect(await enginePid(real.library)).toBe(pid);

    expect(await page.end('SIGINT')).toBe(0);
    const stages = [];
    for await (const stage of await second.client.search.run({ query: QUERY })) stages.push(stage);
    expect(stages.at(-1)).toMatchObject({ stage: 'close', final: true });
    expect(stages.at(-1)?.results[0]?.name).toBe('flat.md');
    const after = await inkling('search', QUERY, '--json', '--library', real.library);
    expect(searchOutputSchema.parse(JSON.parse(after.out)).results[0]?.path).toBe(
      join(real.papers, 'flat.md'),
    );
    expect(await enginePid(real.library)).toBe(pid);
    await second.close();
  },
  SLOW_MILLISECONDS,
);
