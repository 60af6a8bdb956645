import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { SearchMode } from '../../../src-main/contract/index.ts';
import { collect, EngineBench } from '../../helpers/engine-bench.ts';
import { BREAD, EXCLUDED, fillerFiles, LEASE, READABLE, UNREADABLE } from '../../helpers/made-corpus.ts';

/** One library for all: nothing here changes it but kept vectors. */
let bench: EngineBench;
beforeAll(async () => {
  bench = await EngineBench.read({ ...READABLE, ...UNREADABLE, ...EXCLUDED, ...fillerFiles(120) });
}, 60_000);
afterAll(() => bench?.[Symbol.asyncDispose]());

describe('what a person types finds', () => {
  test.each([
    ['by meaning', 'how do I terminate the rent contract of my apartment', 'flat/moving-out.md'],
    ['by meaning, another', 'what do honey insects live on in the cold season', 'garden/bees.html'],
    ['one word', 'radiator', 'letters/landlord.docx'],
    ['a word of a second page', 'parabola', 'papers/telescope.pdf'],
    ['a word of a table', 'Linden', 'garden/bees.html'],
    ['a word of a row', 'gasket 17', 'money/stock.csv'],
    ['another form of a word', 'polished', 'papers/telescope.pdf'],
    ['a file name', 'moving-out', 'flat/moving-out.md'],
    ['the name of a broken file', 'broken.pdf', 'papers/broken.pdf'],
    ['the name of a picture', 'lighthouse holiday', 'photos/lighthouse-holiday.gif'],
    ['a name with its inner words apart', 'holiday', 'photos/lighthouse-holiday.gif'],
    ['a phrase', '"rest overnight"', 'kitchen/bread.txt'],
    ['a phrase without accents or case', '"HALT VOR DER TUR"', 'notes/tram.txt'],
    ['a word being typed', 'telesc', 'papers/telescope.pdf'],
    ['a word being typed past its stem', 'tenanci', 'flat/moving-out.md'],
    ['a pasted paragraph', `${LEASE} All keys are handed over on the last day.`, 'flat/moving-out.md'],
    ['a code', 'EIP-1559', 'notes/eip.md'],
    ['a language', 'C++', 'notes/languages.txt'],
    ['an identifier', 'foo_bar', 'notes/calls.txt'],
    ['an amount', '1.234,00', 'notes/invoice.txt'],
    ['a part of a word without blanks', '東京', 'notes/station.txt'],
    ['an emoji', '🎉', 'notes/birthday.txt'],
    ['a text of a legacy code page', 'Straßenbahn', 'notes/tram.txt'],
    ['a text of UTF-16', 'gelatine', 'notes/quince.txt'],
  ])('%s: %s', async (_, query, path) => {
    expect((await bench.found(query))[0]).toBe(path);
    expect((await bench.found(query, 'light'))[0]).toBe(path);
  });

  test.each(['"overnight rest"', '"the parabola of the mirror"'])(
    'nothing where the phrase %s does not stand',
    async (query) => {
      expect(await bench.found(query)).toEqual([]);
    },
  );

  test('copies folded into one result', async () => {
    const [first, ...others] = await bench.results(BREAD);
    expect([first?.path, ...(first?.alsoAt ?? [])].toSorted()).toEqual(
      ['kitchen/bread.txt', 'kitchen/copies/bread (1).txt'].map((path) => bench.path(path)).toSorted(),
    );
    expect(others.filter(({ name }) => name.startsWith('bread'))).toEqual([]);
  });

  test('a page and a heading with the passage', async () => {
    const [pdf] = await bench.results('parabola');
    expect(pdf?.passages[0]).toMatchObject({ page: 2 });
    const [note] = await bench.results('tenancy');
    expect(note?.passages[0]?.heading).toContain('Notice');
  });

  test('marks where the words stand in the stored text', async () => {
    const [found] = await bench.results('radiator');
    const passage = found?.passages[0];
    expect(passage?.marks.map(({ start, end }) => passage.text.slice(start, end))).toEqual(['radiator']);
    const read = await bench.engine.readDocument(found?.path ?? '', 0, 10_000);
    expect(read.text.slice(passage?.start, passage?.end)).toBe(passage?.text);
  });

  test('no word of a script, of what is left out, or of an excluded word', async () => {
    expect(await bench.found('poison', 'lexical')).toEqual([]);
    expect(await bench.found('concealed', 'lexical')).toEqual([]);
    expect(await bench.found('keys -tenancy')).not.toContain('flat/moving-out.md');
    expect(await bench.found('keys')).toContain('flat/moving-out.md');
  });
});

describe('filters', () => {
  test('of type hold before the list is cut', async () => {
    expect(await bench.found('the tide tables in the harbour type:pdf')).toEqual(['papers/telescope.pdf']);
    const found = await bench.found('the tide tables -type:txt');
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter((path) => path.endsWith('.txt'))).toEqual([]);
  });

  test('of path, quoted too, and turned round', async () => {
    const found = await bench.found('violin path:shelf-3');
    expect(found.length).toBeGreaterThan(0);
    expect(found.every((path) => path.startsWith('shelf-3/'))).toBe(true);
    expect(await bench.found('knead dough path:"bread (1)"')).toEqual(['kitchen/copies/bread (1).txt']);
    expect(await bench.found('knead dough -path:kitchen')).not.toContain('kitchen/bread.txt');
  });

  test('by a label that there is not find nothing, and say so', async () => {
    const [answer] = await bench.stages('knead dough label:baking', 'light');
    expect(answer?.results).toEqual([]);
    expect(answer?.notes).toEqual([{ code: 'LABEL_UNKNOWN', text: 'There is no label “baking”.' }]);
    const [without] = await bench.stages('knead dough -label:baking', 'light');
    expect(without?.results.length).toBeGreaterThan(0);
    expect(without?.notes.map(({ code }) => code)).toEqual(['LABEL_UNKNOWN']);
  });

  test('alone list what they leave over, unreadable files too', async () => {
    expect((await bench.found('type:pdf')).toSorted()).toEqual(['papers/broken.pdf', 'papers/telescope.pdf']);
  });
});

describe('every answer', () => {
  const queries = [
    '',
    '   ',
    'the of and to',
    'die der und',
    '-',
    '"',
    'type:',
    '-violin',
    'a',
    'violin OR ) AND ( NEAR "',
    '*',
    '\u0000\ufffd\ud800',
    'entry '.repeat(1_700),
    'zxcvbnm '.repeat(1_250),
    '🎉'.repeat(2_500),
    '東京都'.repeat(3_333),
    'x'.repeat(10_000),
  ].map((query) => ({ name: JSON.stringify(query.slice(0, 24)), query }));

  test.each(queries)('comes in order and is final once: $name', async ({ query }) => {
    for (const mode of ['lexical', 'light', 'deep', 'close'] as const) {
      const stages = await bench.stages(query, mode);
      const order = stages.map(({ stage }) => stage);
      // Where nothing can be read closely the last list follows the first.
      expect(['light', 'deep', 'close'].filter((stage) => order.some((other) => other === stage))).toEqual(
        order,
      );
      expect([order[0], order.at(-1)]).toEqual(['light', mode === 'lexical' ? 'light' : mode]);
      expect(stages.map(({ final }) => final)).toEqual(stages.map((_, index) => index === stages.length - 1));
    }
  });

  test.each([
    ['lexical', ['light']],
    ['light', ['light']],
    ['deep', ['light', 'deep']],
    ['close', ['light', 'deep', 'close']],
  ] as const)('of mode %s ends with its stage', async (mode, order) => {
    const stages = await bench.stages('how to leave a flat', mode);
    expect(stages.map(({ stage }) => stage)).toEqual(order);
    const closely = stages.at(-1)?.closely;
    if (mode === 'close') expect(closely?.done).toBe(closely?.total);
  });

  test('ends where its caller aborts', async () => {
    const request = {
      query: 'a bridge repaired by a sailor',
      mode: 'close',
      limit: 10,
      passages: 4,
      asTyped: false,
    } as const;
    const abort = new AbortController();
    const seen = [];
    for await (const { stage } of bench.engine.search(request, abort.signal)) {
      seen.push(stage);
      abort.abort();
    }
    expect(seen).toEqual(['light']);
    expect(await collect(bench.engine.search(request, AbortSignal.abort()))).toEqual([]);
    expect((await bench.stages('bridge')).at(-1)?.final).toBe(true);
  });

  test('begins with as many as a screen shows, and ends with all that were asked for', async () => {
    const request = { query: 'the harbour', limit: 10, first: 2, passages: 4, asTyped: false } as const;
    const stages = (mode: SearchMode) =>
      collect(bench.engine.search({ ...request, mode }, new AbortController().signal));
    // A list that none follows is not cut.
    const [whole] = await stages('light');
    const [light, ...better] = await stages('close');
    const paths = whole?.results.map(({ path }) => path) ?? [];
    expect(light?.results.map(({ path }) => path)).toEqual(paths.slice(0, 2));
    expect([paths.length, better.at(-1)?.results.length]).toEqual([10, 10]);
  });

  test.each(['lexical', 'light', 'deep'] as const)(
    'is the same when asked again, and among others: %s',
    async (mode) => {
      const asked = ['a violin in the harbour', 'cancel the lease', 'seven barrels', 'tide tables'];
      // What was read for an answer is kept, and brings more to read; it ends with nothing new.
      for (let known = -1; known < bench.vectors().size;) {
        known = bench.vectors().size;
        for (const query of asked) await bench.found(query, mode);
        await bench.engine.status();
      }
      const alone = [];
      for (const query of asked) alone.push(await bench.found(query, mode));
      const together = await Promise.all(asked.map((query) => bench.found(query, mode)));
      expect(together).toEqual(alone);
    },
  );
});
