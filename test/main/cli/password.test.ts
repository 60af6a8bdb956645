import { PassThrough } from 'node:stream';

import { expect, test } from 'vitest';

import { askPassword, readLine } from '../../../src-main/cli/password.ts';

function typing(text: string) {
  const input = new PassThrough();
  const noted: string[] = [];
  input.end(text);
  return {
    noted,
    input,
    note: (line: string) => void noted.push(line),
    signal: new AbortController().signal,
  };
}

test('a line is read as it stands, without its end', async () => {
  expect(await readLine(typing(' gehëim \nmore\n'))).toBe(' gehëim ');
  expect(await readLine(typing('no end'))).toBe('no end');
  expect(await readLine(typing(''))).toBeNull();
});

test('what is typed is taken and not shown', async () => {
  const terminal = typing('gehëim\r');
  expect(await askPassword(terminal, 'Password:')).toBe('gehëim');
  expect(terminal.noted).toEqual(['Password:']);
  expect(await askPassword(typing('broken o\u0003'), 'Password:')).toBeNull();
});
