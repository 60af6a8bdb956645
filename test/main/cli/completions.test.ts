import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { commandTree } from '../../../src-main/cli/completions/command-tree.ts';
import { VALUES } from '../../../src-main/cli/completions/wanted-value.ts';
import { createProgram } from '../../../src-main/cli/program.ts';
import { fakeTerminal } from '../../helpers/fake-terminal.ts';
import { inkling } from '../../helpers/command-line.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

/** What each shell is asked to complete, and what has to be among its answers. */
const TYPED: readonly (readonly [typed: readonly string[], offered: string, notOffered: string])[] = [
  [['sea'], 'search', 'status'],
  [['topics', 'a'], 'add', 'agents'],
  [['search', '--mo'], '--mode', '--openapi'],
  [['search', 'bees', '--mode', 'l'], 'lexical', 'close'],
  [['agents', 'allow', '--j'], '--json', '--words'],
  [['completions', 'z'], 'zsh', 'search'],
];

/** Runs the completion as the shell would for a line, its last word not yet done. */
const ASK = {
  bash: (file: string, words: readonly string[]) =>
    [
      `source '${file}'`,
      `COMP_WORDS=(inkling ${words.map((word) => `'${word}'`).join(' ')})`,
      `COMP_CWORD=${words.length}`,
      '_inkling',
      'printf "%s\\n" "${COMPREPLY[@]}"',
    ].join('\n'),
  fish: (file: string, words: readonly string[]) =>
    `source '${file}'; complete -C 'inkling ${words.join(' ')}'`,
  zsh: (file: string, words: readonly string[]) =>
    [
      'compdef() { :; }; _files() { :; }',
      // What the completion system would be handed is printed instead.
      'compadd() { print -l -- "${@:2}" | grep -- "^$PREFIX"; }',
      '_describe() { print -l -- "${(@)${(@P)3}%%:*}" | grep -- "^$PREFIX"; }',
      `source '${file}'`,
      `words=(inkling ${words.map((word) => `'${word}'`).join(' ')}); CURRENT=${words.length + 1}; PREFIX='${words.at(-1) ?? ''}'`,
      '_inkling; true',
    ].join('\n'),
} as const;

type Shell = keyof typeof ASK;

/** Those of the shells that are installed here. */
const SHELLS = (Object.keys(ASK) as Shell[]).filter((shell) => spawnSync(shell, ['-c', 'true']).status === 0);

describe.each(SHELLS)('%s', (shell) => {
  it('offers the words of the command at hand', async () => {
    await using folder = await temporaryFolder();
    const { code, out } = await inkling('completions', shell);
    expect(code).toBe(0);
    const file = join(folder.path, 'completion');
    await writeFile(file, out);
    for (const [words, offered, notOffered] of TYPED) {
      const asked = spawnSync(shell, ['-c', ASK[shell](file, words)], { encoding: 'utf8', cwd: folder.path });
      expect(asked.stderr).toBe('');
      const answers = asked.stdout.split('\n').map((line) => line.split('\t')[0]);
      expect(answers, words.join(' ')).toContain(offered);
      expect(answers, words.join(' ')).not.toContain(notOffered);
    }
  });
});

describe('completions', () => {
  it('hold every command and option there is, in every shell', async () => {
    const program = createProgram(fakeTerminal());
    const commands = commandTree(program);
    const places = commands.map(({ place }) => place);
    expect(places).toEqual(
      expect.arrayContaining(['', '/search', '/topics/add', '/agents/allow', '/completions']),
    );
    const [top] = commands;
    // What only the completions themselves ask is shown to nobody.
    const shown = program.createHelp().visibleCommands(program);
    expect(top?.commands.map(({ word }) => word)).toEqual(shown.map((each) => each.name()));
    expect(places).not.toContain('/complete');
    expect(places).toEqual(expect.arrayContaining(Object.keys(VALUES)));
    for (const shell of ['bash', 'zsh', 'fish', 'powershell']) {
      const { out } = await inkling('completions', shell);
      for (const { word } of commands.flatMap((each) => [...each.commands, ...each.options]))
        expect(out, `${shell}: ${word}`).toContain(word.replace(/^--/, ''));
    }
  });

  it('are refused for a shell nobody knows', async () => {
    const { code, err } = await inkling('completions', 'cmd');
    expect([code, err]).toEqual([2, expect.stringContaining('USAGE')]);
  });
});
