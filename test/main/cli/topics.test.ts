import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { runCli } from '../../../src-main/cli/program.ts';
import {
  labelledOutputSchema,
  labellingOutputSchema,
  labelOutputSchema,
  mapOutputSchema,
  suggestedLabelsOutputSchema,
  suggestedWordsOutputSchema,
  topicsOutputSchema,
  unlabelledOutputSchema,
  undoOutputSchema,
} from '../../../src-main/contract/index.ts';
import { inkling } from '../../helpers/command-line.ts';
import { fakeTerminal } from '../../helpers/fake-terminal.ts';
import { realLibrary } from '../../helpers/real-library.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

/** Some fifteen processes of Node start one after the other. */
const SLOW_MILLISECONDS = 120_000;

test(
  'a label is made, shown, judged, taken back, exported and removed by typed commands',
  async () => {
    await using real = await realLibrary();
    const flat = join(real.papers, 'flat.md');
    const topics = (...argv: string[]) => inkling('topics', ...argv, '--library', real.library);
    const type = async (...argv: string[]): Promise<unknown> => {
      const { code, out, err } = await topics(...argv, '--json');
      expect({ argv, code, err: code === 0 ? '' : err }).toEqual({ argv, code: 0, err: '' });
      return JSON.parse(out) as unknown;
    };
    await inkling('index', real.papers, '--library', real.library);
    const made = labelOutputSchema
      .strict()
      .parse(await type('add', 'Tenancy', '--words', 'lease, notice', '--belongs', flat));
    expect(made).toMatchObject({
      name: 'Tenancy',
      words: [{ word: 'lease' }, { word: 'notice' }],
      documents: 1,
    });
    expect(made.examples).toMatchObject([{ path: flat, verdict: 'belongs' }]);
    const shown = labelledOutputSchema.strict().parse(await type('show', 'tenancy', '-n', '2'));
    expect(shown.documents.find(({ path }) => path === flat)).toMatchObject({
      verdict: 'belongs',
      belongs: true,
    });
    await type('reject', 'Tenancy', flat);
    expect(undoOutputSchema.strict().parse(await type('undo')).undone).toEqual({
      label: 'Tenancy',
      path: flat,
    });
    expect((await topics('export', 'Tenancy', '--format', 'paths')).out.trim()).toBe(flat);
    const exported = (await type('export', 'Tenancy')) as { documents: { passage: string | null }[] };
    expect(exported.documents[0]?.passage).toContain('notice');
    for (const argv of [
      ['add', ''],
      ['change', 'Tenancy', '--rename', ' '],
    ]) {
      const refused = await topics(...argv);
      expect([refused.code, refused.err]).toEqual([
        1,
        expect.stringContaining('a label needs a name. [LABEL_NAME_INVALID]'),
      ]);
    }
    expect((await topics('export', 'Tenancy')).out.split('\n')[0]).toBe('path,title,score,judged');
    const map = mapOutputSchema.strict().parse(await type('map'));
    expect(map.total).toBe(4);
    expect(map.documents.find(({ path }) => path === flat)?.label).toBe('Tenancy');
    await type('add', 'Moving', '--words', 'boxes', '--under', 'Tenancy');
    const changed = labelOutputSchema
      .strict()
      .parse(await type('change', 'Moving', '--rename', 'House', '--threshold', '0.9'));
    expect(changed).toMatchObject({ name: 'House', parent: 'Tenancy', threshold: 0.9 });
    const { documents, total } = unlabelledOutputSchema.strict().parse(await type('list', '--unlabelled'));
    expect([documents.length, documents.some(({ path }) => path === flat)]).toEqual([
      Math.min(total, 10),
      false,
    ]);
    suggestedWordsOutputSchema.strict().parse(await type('suggest', 'Tenancy'));
    suggestedLabelsOutputSchema.strict().parse(await type('suggest'));
    // As many as a shell makes of a pattern.
    await type('confirm', 'Tenancy', ...Array<string>(1_500).fill(flat));
    const nowhere = join(real.papers, 'nowhere.md');
    for (const argv of [
      ['add', 'Half', '--belongs', flat, nowhere],
      ['reject', 'Tenancy', flat, nowhere],
    ]) {
      const failed = await topics(...argv);
      expect([failed.code, failed.err.includes(nowhere)]).toEqual([1, true]);
    }
    const judged = topicsOutputSchema.strict().parse(await type('list')).labels;
    expect(judged.map(({ name, examples }) => [name, examples.map(({ verdict }) => verdict)])).toEqual([
      ['House', []],
      ['Tenancy', ['belongs']],
    ]);
    expect(await type('remove', 'Tenancy')).toEqual({ removed: true });
    const { labels } = topicsOutputSchema.strict().parse(await type('list'));
    expect(labels.map(({ name, parent }) => [name, parent])).toEqual([['House', null]]);
    const unknown = await topics('show', 'Tenancy');
    expect([unknown.code, unknown.err.includes('[LABEL_UNKNOWN]')]).toEqual([1, true]);
  },
  SLOW_MILLISECONDS,
);

test('eval measures labels on documents whose label is known', async () => {
  await using folder = await temporaryFolder();
  const subjects = {
    Bread: 'Knead the dough and bake the bread.',
    Whales: 'The whale swims in the deep ocean.',
  };
  const documents = Object.entries(subjects).flatMap(([label, text]) =>
    Array.from({ length: 12 }, (_, number) => ({
      _id: `${label}${number}`,
      text: `${text} Note ${number}.`,
      label,
    })),
  );
  const labels = [
    { name: 'Bread', keywords: ['bread', 'dough'] },
    { name: 'Whales', keywords: ['whale', 'ocean'] },
  ];
  await writeFile(join(folder.path, 'docs.jsonl'), documents.map((one) => JSON.stringify(one)).join('\n'));
  await writeFile(join(folder.path, 'labels.json'), JSON.stringify(labels));
  const terminal = fakeTerminal();
  expect(await runCli(['eval', folder.path, '--json'], terminal)).toBe(0);
  const output = labellingOutputSchema.strict().parse(JSON.parse(terminal.printed.join('')));
  expect(output).toMatchObject({ micro_f1: 1, macro_f1: 1, mean_auc: 1, documents: 24 });
  expect(output.labels.map(({ given }) => given)).toEqual([
    { Bread: 12, Whales: 0 },
    { Bread: 0, Whales: 12 },
  ]);
});
