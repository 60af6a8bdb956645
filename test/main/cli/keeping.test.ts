import { expect, test } from 'vitest';

import {
  backupOutputSchema,
  eraseOutputSchema,
  modelRemoveOutputSchema,
  restoreOutputSchema,
} from '../../../src-main/contract/index.ts';
import { runCli } from '../../../src-main/cli/program.ts';
import { fakeLibrary } from '../../helpers/fake-library.ts';
import { fakeTerminal } from '../../helpers/fake-terminal.ts';

/** One command on a fake engine of its own, for some of them end it. */
async function run(...argv: string[]) {
  await using library = await fakeLibrary();
  const terminal = fakeTerminal();
  const code = await runCli([...argv, '--library', library.path], terminal);
  return { code, out: terminal.printed.join('\n'), err: terminal.noted.join('\n') };
}

test.each([
  ['backup', backupOutputSchema, ['backup', '/papers/inkling.db']],
  ['restore', restoreOutputSchema, ['restore', '/papers/inkling.db']],
  ['erase', eraseOutputSchema, ['erase', '--everything']],
  ['models remove', modelRemoveOutputSchema, ['models', 'remove', 'e5']],
])('%s answers as a document', async (_name, schema, argv) => {
  const { code, out, err } = await run(...argv, '--json');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(schema.strict().parse(JSON.parse(out))).toEqual(JSON.parse(out));
});

test('nothing is erased unless everything is meant', async () => {
  const { code, err } = await run('erase', '--json');
  expect(code).toBe(1);
  expect(JSON.parse(err)).toMatchObject({ error: { code: 'ERASE_NOT_CONFIRMED' } });
});

test('says where the backup lies and what storage is for', async () => {
  expect((await run('backup', '/papers/inkling.db')).out).toContain('Written: /papers/inkling.db');
  expect((await run('status')).out).toContain('Storage    texts 4');
});
