import { resolve } from 'node:path';

import { expect, test } from 'vitest';

import { evalCommand } from '../../../src-main/cli/eval.ts';
import type { EvaluateOptions } from '../../../src-main/cli/eval.ts';
import { evalOutputSchema } from '../../../src-main/contract/index.ts';
import { fakeTerminal } from '../../helpers/fake-terminal.ts';

const FIGURES = {
  'ndcg@10': 0.743_26,
  'recall@100': 0.9,
  queries: 300,
  documents: 5183,
  p50_ms: 370,
  p95_ms: 500,
};

async function run(...argv: string[]) {
  const asked: EvaluateOptions[] = [];
  const terminal = fakeTerminal();
  const evaluate = async (options: EvaluateOptions) => {
    asked.push(options);
    options.onProgress('5,183 documents');
    return FIGURES;
  };
  await evalCommand(terminal, async () => evaluate).parseAsync(argv, { from: 'user' });
  return { asked: asked[0], terminal };
}

test('eval measures what was named, and prints one document', async () => {
  const { asked, terminal } = await run('sets/scifact', '--mode', 'deep', '--stored', '--json');
  expect(asked).toMatchObject({ dataset: resolve('sets/scifact'), mode: 'deep', stored: true });
  expect(evalOutputSchema.parse(JSON.parse(terminal.printed.join('')))).toEqual(FIGURES);
  expect(terminal.noted).toEqual(['5,183 documents']);
});

test('and for reading, one figure a line', async () => {
  const { terminal } = await run('sets/scifact');
  expect(terminal.printed[0]?.split('\n')[0]).toBe('ndcg@10      0.7433');
});
