import { execFile, spawnSync } from 'node:child_process';
import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';

import { bashWord } from '../../../src-main/cli/completions/shell-word.ts';
import { parseTypedLine } from '../../../src-main/cli/completions/typed-line.ts';
import { wantedValue } from '../../../src-main/cli/completions/wanted-value.ts';
import { createProgram } from '../../../src-main/cli/program.ts';
import { agentLibrary, type AgentLibrary } from '../../helpers/agent-library.ts';
import { CLI, inkling } from '../../helpers/command-line.ts';
import { fakeTerminal } from '../../helpers/fake-terminal.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

test.each([
  ['inkling search type:p', ['inkling', 'search', 'type:p'], 'type:p', ''],
  ['inkling  search ', ['inkling', 'search', ''], '', ''],
  [`inkling search "bees type:p`, ['inkling', 'search', 'bees type:p'], '"bees type:p', '"'],
  [String.raw`inkling forget My\ Do`, ['inkling', 'forget', 'My Do'], String.raw`My\ Do`, ''],
  [`inkling topics show 'To d`, ['inkling', 'topics', 'show', 'To d'], "'To d", "'"],
  [`inkling search label:"To d`, ['inkling', 'search', 'label:To d'], 'label:"To d', null],
  [`inkling search "done" la`, ['inkling', 'search', 'done', 'la'], 'la', ''],
])('the line %j is parted as shells do', (line, words, raw, quote) => {
  expect(parseTypedLine(line)).toEqual({ words, raw, quote });
});

test.each([
  ['type:pdf', 'inkling search type:p', 'pdf'],
  ['To do', 'inkling topics show To', String.raw`To\ do`],
  ['label:"To do"', 'inkling search label:', String.raw`\"To\ do\"`],
  ['label:"To do"', "inkling search 'label:", 'label:"To do"'],
  ['label:"To do"', 'inkling search "label:', String.raw`label:\"To do\"`],
  ["Ada's", "inkling topics show 'Ad", null],
  ['$(rm -rf)', 'inkling topics show ', String.raw`\$\(rm\ -rf\)`],
])('%j for %j is put in as %j by bash', (word, line, put) => {
  expect(bashWord(word, parseTypedLine(line))).toBe(put);
});

test.each([
  [['search', 'ty'], { kind: 'query', typed: 'ty' }],
  [['search', '-n', '5', 'ty'], { kind: 'query', typed: 'ty' }],
  [['search', 'bees', 'ty'], null],
  [['search', '--mo'], null],
  [['topics', 'show', '--library', '/lib', 'So'], { kind: 'label', typed: 'So', library: '/lib' }],
  [['topics', 'add', 'New', '--under', 'So'], { kind: 'label', typed: 'So' }],
  [['topics', 'add', 'So'], null],
  [['searches', 'save', 'Bees', 'type:'], { kind: 'query', typed: 'type:' }],
  [['models', 'remove', ''], { kind: 'own-model', typed: '' }],
  [['backup', 'a'], null],
])('of %j the library is asked for %j', (words, wanted) => {
  const asked = wantedValue(createProgram(fakeTerminal()), words);
  if (wanted === null) expect(asked).toBeNull();
  else expect(asked).toMatchObject(wanted);
});

const ASK = {
  bash: (file: string, line: string) =>
    [
      `source '${file}'`,
      `COMP_LINE='${line}'; COMP_POINT=${line.length}`,
      // As readline parts it.
      `read -ra COMP_WORDS <<< "\${COMP_LINE//:/ : }"; [[ $COMP_LINE == *' ' ]] && COMP_WORDS+=('')`,
      'COMP_CWORD=$((${#COMP_WORDS[@]} - 1))',
      '_inkling',
      'printf "%s\\n" "${COMPREPLY[@]}"',
    ].join('\n'),
  fish: (file: string, line: string) => `source '${file}'; complete -C '${line}'`,
  zsh: (file: string, line: string) =>
    [
      'compdef() { :; }; _files() { :; }; _describe() { :; }',
      'compadd() { shift; print -l -- "$@"; }',
      `source '${file}'`,
      `words=(\${(s: :)${`:-${line}`}}); [[ '${line}' == *' ' ]] && words+=('')`,
      'CURRENT=$#words; PREFIX=$words[-1]',
      '_inkling; true',
    ].join('\n'),
} as const;

type Shell = keyof typeof ASK;
const SHELLS = (Object.keys(ASK) as Shell[]).filter((shell) => spawnSync(shell, ['-c', 'true']).status === 0);

describe('values', () => {
  let made: AgentLibrary;
  let programs: Awaited<ReturnType<typeof temporaryFolder>>;
  beforeAll(async () => {
    made = await agentLibrary();
    await made.client.topics.save({ name: 'Soups', words: ['soup', 'onions'] });
    await made.client.topics.save({ name: 'To do', words: ['oven'] });
    await made.client.searches.save({ name: 'Rent', query: 'notice of rent' });
    programs = await temporaryFolder();
    const program = join(programs.path, 'inkling');
    await writeFile(program, `#!/bin/sh\nexec '${process.execPath}' '${CLI}' "$@"\n`);
    await chmod(program, 0o755);
  }, 120_000);
  afterAll(async () => {
    await made?.[Symbol.asyncDispose]();
    await programs?.[Symbol.asyncDispose]();
  });

  async function offered(shell: Shell, line: string): Promise<string[]> {
    const file = join(programs.path, `completion-${shell}`);
    await writeFile(file, (await inkling('completions', shell)).out);
    const env = {
      ...process.env,
      PATH: `${programs.path}:${process.env['PATH']}`,
      INKLING_LIBRARY: made.library,
    };
    const asked = await promisify(execFile)(shell, ['-c', ASK[shell](file, line)], { env });
    expect(asked.stderr).toBe('');
    return asked.stdout.split('\n').map((one) => one.split('\t')[0] ?? '');
  }

  describe.each(SHELLS)('in %s', (shell) => {
    /** Bash puts in what stands behind a colon that is typed. */
    const behind = (word: string): string => (shell === 'bash' ? word.replace(/^.*:(?=.)/, '') : word);

    it.each([
      ['inkling search type:m', 'type:markdown', 'type:text'],
      ['inkling search ty', 'type:', 'label:'],
      ['inkling search label:S', 'label:Soups', 'label:Rent'],
      ['inkling topics show S', 'Soups', 'Rent'],
      ['inkling searches show R', 'Rent', 'Soups'],
      ['inkling models use m', 'minilm-l6-v2', 'inkling-light'],
      ['inkling models fetch bge-s', 'bge-small-en-v1.5', 'minilm-l6-v2'],
    ])('%j goes on as the library has it', async (line, there, absent) => {
      const words = await offered(shell, line);
      expect(words).toContain(behind(there));
      expect(words).not.toContain(behind(absent));
    });

    it('folders of the library are offered where one of them is meant', async () => {
      const words = await offered(shell, 'inkling agents allow /');
      expect(words).toEqual(expect.arrayContaining([made.recipes, made.diary]));
    });
  });

  it('of a library that is not there nothing is said, and it is not made', async () => {
    const library = join(programs.path, 'nowhere');
    const line = `inkling search --library ${library} type:`;
    expect(await inkling('complete', 'bash', line)).toEqual({ code: 0, out: '', err: '' });
    expect((await inkling('status', '--json', '--library', made.library)).code).toBe(0);
    expect(spawnSync('ls', [library]).status).not.toBe(0);
  });

  it('a name that is more than one word is put in as one', async () => {
    const line = `inkling topics show --library ${made.library} To`;
    expect((await inkling('complete', 'bash', line)).out.trimEnd()).toBe(String.raw`To\ do`);
    expect((await inkling('complete', 'fish', line)).out).toMatch(/^To do\t/);
  });
});
