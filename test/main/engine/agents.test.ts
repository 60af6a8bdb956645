import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { SearchMode } from '../../../src-main/contract/index.ts';
import { collect, type EngineBench } from '../../helpers/engine-bench.ts';
import { openedLibrary } from '../../helpers/opened-library.ts';

const SHARED = 'The ferry to the island leaves at noon, and the ticket is bought on board.';
const OPEN = {
  'travel/ferry.md': `# Ferry\n\n${SHARED}\n`,
  'travel/train.txt':
    'The night train leaves at ten. Bring a blanket, for the compartment is cold in winter.\n',
  'eips/eip-1559.md':
    '# Fees\n\nThe base fee is burned; EIP-1559 changed what miners earn from a transaction.\n',
  'eips/eip-20.md': '# Tokens\n\nA token answers balanceOf and transfer; a transaction moves it.\n',
  'kitchen/bread.txt': 'Knead the dough, let it rest in the fridge, and bake the loaf in a hot oven.\n',
  'kitchen/jam.txt': 'Boil the plums with sugar; the jelly sets on a cold plate. Plum jelly keeps a year.\n',
  'kitchen/more jelly.txt': 'Quince jelly is made as plum jelly is.\n',
};
const CLOSED = {
  'ferry copy.md': `# Ferry\n\n${SHARED}\n`,
  'secret/zanzibar.txt':
    'Zanzibar clinic: the diagnosis was told on Monday. The zanzibar diagnosis stays secret.\n',
  'secret/diagnosis.qqq': 'An unknown ending.\n',
  'secret/letters.txt': 'Jellyfish, jelly, jelly and jelly; zanzibar, zanzibar. A blanket diagnosis.\n',
  'secret/plans.md':
    '# Plans\n\nThe dough is hidden in the oven. EIP-1559 and a transaction fee, a base fee.\n',
  ...Object.fromEntries(
    Array.from({ length: 30 }, (_, place) => [
      `secret/diary-${place}.txt`,
      `Monday ${place}: the ferry, the train, the token and the plum in winter; ${'the oven is cold '.repeat(place % 5)}.\n`,
    ]),
  ),
};

/** What someone may ask to learn what lies in a closed folder. */
const QUESTIONS = [
  'ferry',
  'when does the night train leave',
  'zanzibar',
  'zanzibr diagnosys',
  'zanzi',
  'diagno',
  'jely',
  'a blankt in wintr',
  'plum jelly',
  'transaction fee',
  'EIP-1559 fee',
  'eip',
  'two diagnos',
  'bread zanz',
  '"ticket is bought"',
  '"diagnosis was told"',
  'jell*',
  'zanz* OR ferry',
  'ferry -zanzibar',
  'oven NEAR/5 hot',
  'type:qqq',
  'type:txt',
  'ext:qqq',
  'path:closed',
  'path:secret ferry',
  'in:kitchen',
  'name:diary',
  'date:2024-05',
  'label:secret',
  'size:<1kb winter',
  'monday',
  'is it the oven',
  'the',
  '',
];

let mixed: EngineBench;
let alone: EngineBench;
beforeAll(async () => {
  mixed = await openedLibrary(OPEN, CLOSED);
  alone = await openedLibrary(OPEN, null);
}, 120_000);
afterAll(async () => {
  await mixed?.[Symbol.asyncDispose]();
  await alone?.[Symbol.asyncDispose]();
});

const NEVER = new AbortController().signal;

async function asked(bench: EngineBench, query: string, mode: SearchMode): Promise<string> {
  const answer = await bench.engine.agentSearch({ query, mode, offset: 0, limit: 50, passages: 4 }, NEVER);
  return JSON.stringify(answer, null, 1).replaceAll(bench.papers, '');
}

describe('a closed folder', () => {
  it.each(QUESTIONS)('leaves no trace in the answer to %j', async (query) => {
    for (const mode of ['lexical', 'light'] as const)
      expect(await asked(mixed, query, mode)).toBe(await asked(alone, query, mode));
    expect(await asked(mixed, query, 'close')).not.toContain('/closed/');
  });

  it('cannot be read, and a file in it is told of as one that is not there', async () => {
    const read = (path: string) =>
      mixed.engine.agentRead({ path: mixed.path(path), start: 0, length: 100 }, NEVER);
    const failure = async (path: string): Promise<unknown> => read(path).catch((thrown: unknown) => thrown);
    const missing = await failure('open/nowhere.md');
    expect(missing).toMatchObject({ code: 'DOCUMENT_UNKNOWN' });
    for (const path of [
      'closed/secret/zanzibar.txt',
      'open/../closed/secret/zanzibar.txt',
      'closed',
      '../../etc/passwd',
    ])
      expect(await failure(path)).toEqual(missing);
    const { text, next } = await read('open/travel/ferry.md');
    expect([text, next]).toEqual([expect.stringContaining('The ferry'), null]);
  });

  it('is not among what is similar, by document or by passage', async () => {
    const similar = (bench: EngineBench, words?: string) =>
      bench.engine.agentSimilar(
        { path: bench.path('open/travel/ferry.md'), words, offset: 0, limit: 50 },
        NEVER,
      );
    for (const words of [undefined, 'leaves at noon']) {
      const found = await similar(mixed, words);
      expect(found.results.length).toBeGreaterThan(0);
      expect(JSON.stringify(found)).not.toContain('/closed/');
      expect(found.results).toHaveLength((await similar(alone, words)).results.length);
    }
    const closed = { path: mixed.path('closed/secret/plans.md'), offset: 0, limit: 5 };
    await expect(mixed.engine.agentSimilar(closed, NEVER)).rejects.toMatchObject({
      code: 'DOCUMENT_UNKNOWN',
    });
  });

  it('is not in the status', async () => {
    const status = await mixed.engine.agentStatus(NEVER);
    expect(status.folders).toMatchObject([{ path: mixed.path('open'), files: 7, searchable: 7 }]);
    expect(JSON.stringify(status)).not.toContain('closed');
  });

  it('counts for no topic, and a topic that only it has is none', async () => {
    await using bench = await openedLibrary(OPEN, CLOSED);
    const label = (name: string, path: string) =>
      bench.engine.saveLabel({ name, words: [], parent: null, threshold: 1, examples: [bench.path(path)] });
    await label('Kitchen', 'open/kitchen/bread.txt');
    const both = await label('Journeys', 'open/travel/ferry.md');
    await bench.engine.judge(both.id, bench.path('closed/secret/diary-1.txt'), 'belongs');
    const illness = await label('Illness', 'closed/secret/zanzibar.txt');
    /** Open documents that the person sees under a label. */
    const openOf = async (name: string): Promise<string[]> => {
      const request = {
        query: `label:${name}`,
        mode: 'lexical',
        limit: 200,
        passages: 1,
        asTyped: false,
      } as const;
      const [answer] = await collect(bench.engine.search(request, NEVER));
      const open = (answer?.results ?? []).flatMap(({ path, alsoAt }) => {
        return [path, ...alsoAt].find((one) => one.startsWith(bench.path('open/'))) ?? [];
      });
      // Where filters alone are asked for, every copy is a result of its own.
      return [...new Set(open)];
    };
    // What is taken out may let in what was just below.
    for (let open = await openOf('Illness'); open.length > 0; open = await openOf('Illness')) {
      for (const path of open) await bench.engine.judge(illness.id, path, 'not');
    }
    expect(await openOf('Illness')).toEqual([]);
    expect((await bench.engine.agentTopics(NEVER)).topics).toEqual([
      { name: 'Journeys', documents: (await openOf('Journeys')).length },
      { name: 'Kitchen', documents: (await openOf('Kitchen')).length },
    ]);
    const topic = (name: string) => bench.engine.agentTopic({ name, offset: 0, limit: 10 }, NEVER);
    const journeys = await topic('journeys');
    expect(journeys.results.map(({ path }) => path)).toContain(bench.path('open/travel/ferry.md'));
    expect(JSON.stringify(journeys)).not.toContain('/closed/');
    const unknown = await topic('nothing').catch((thrown: unknown) => thrown);
    expect(await topic('Illness').catch((thrown: unknown) => thrown)).toEqual(unknown);
    const found = await bench.engine.agentSearch(
      { query: 'label:illness', mode: 'light', offset: 0, limit: 10, passages: 1 },
      NEVER,
    );
    expect(found).toMatchObject({ total: 0, results: [], notes: [{ code: 'LABEL_UNKNOWN' }] });
  });
});

describe('folders open to agents', () => {
  it('are none until the person opens one, and hold over a start', async () => {
    await using bench = await openedLibrary(OPEN, CLOSED);
    const search = () => asked(bench, 'zanzibar diagnosis', 'light');
    expect(await search()).not.toContain('/closed/');
    await bench.engine.allowAgents(bench.path('closed'), true);
    await bench.reopen();
    expect(await search()).toContain('/closed/secret/zanzibar.txt');
    await bench.engine.allowAgents(bench.path('closed'), false);
    await bench.engine.allowAgents(bench.path('open'), false);
    await expect(search()).rejects.toMatchObject({ code: 'AGENTS_NOT_ALLOWED' });
    await expect(bench.engine.agentStatus(NEVER)).rejects.toMatchObject({ code: 'AGENTS_NOT_ALLOWED' });
    await expect(bench.engine.allowAgents('/nowhere', true)).rejects.toMatchObject({
      code: 'FOLDER_UNKNOWN',
    });
  });

  it('do not open what lies around them', async () => {
    await using bench = await openedLibrary(OPEN, CLOSED);
    await bench.engine.addFolder(bench.papers);
    await bench.settle();
    expect((await bench.engine.status()).roots).toMatchObject([{ path: bench.papers, agents: false }]);
    await expect(bench.engine.agentStatus(NEVER)).rejects.toMatchObject({ code: 'AGENTS_NOT_ALLOWED' });
  });

  it('are asked anew where one is closed while an answer is made', async () => {
    await using bench = await openedLibrary(OPEN, CLOSED);
    await bench.engine.allowAgents(bench.path('closed'), true);
    const answering = asked(bench, 'zanzibar diagnosis', 'close');
    await bench.engine.allowAgents(bench.path('closed'), false);
    expect(await answering).not.toContain('/closed/');
  });

  it('are read a page at a time', async () => {
    const page = (offset: number) =>
      mixed.engine.agentSearch({ query: 'type:txt', mode: 'light', offset, limit: 3, passages: 1 }, NEVER);
    const first = await page(0);
    expect([first.results.length, first.total, first.next]).toEqual([3, 4, 3]);
    const second = await page(3);
    expect([second.results.length, second.next]).toEqual([1, null]);
    const path = mixed.path('open/kitchen/jam.txt');
    const read = (start: number) => mixed.engine.agentRead({ path, start, length: 10 }, NEVER);
    const part = await read(5);
    expect([part.text, part.next]).toEqual(['the plums ', 15]);
    for (const beyond of [part.length, part.length + 1, 2 ** 52])
      await expect(read(beyond)).rejects.toMatchObject({
        code: 'START_BEYOND_END',
        message: expect.stringContaining(`ends at ${part.length}`),
        remedy: `Give a start from 0 to ${part.length - 1}.`,
      });
  });
});

describe('calls of agents', () => {
  it('that are very many are answered a few at once, and beyond a bound refused', async () => {
    const asking = Array.from({ length: 80 }, () => asked(mixed, 'plum jelly', 'light'));
    const outcomes = await Promise.allSettled(asking);
    const answers = outcomes.filter(({ status }) => status === 'fulfilled');
    expect(answers).toHaveLength(64);
    const refusals = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    for (const refusal of refusals) expect(refusal).toMatchObject({ code: 'TOO_MANY_CALLS' });
    expect(await asked(mixed, 'plum jelly', 'light')).toContain('jam.txt');
  });
});
