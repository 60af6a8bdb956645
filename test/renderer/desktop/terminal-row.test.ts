import { ORPCError } from '@orpc/client';
import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';

import type { ShellClient } from '../../../src-renderer/api/shell-door.ts';
import type { ShellState, TerminalCommandState } from '../../../src-renderer/api/types.ts';
import { Desktop } from '../../../src-renderer/desktop/desktop.svelte.ts';
import DesktopRows from '../../../src-renderer/desktop/DesktopRows.svelte';
import { terminalWords } from '../../../src-renderer/desktop/terminal-words.ts';

const NAME = 'Inkling in the terminal';
const FILE = '/home/ada/.local/bin/inkling';

/** A program around the page with one file that it may or may not change. */
class ScriptedShell {
  command: TerminalCommandState | null = { file: FILE, state: 'absent', isOnPath: true };
  refusal: { code: string; cause: string; remedy: string } | null = null;
  readonly asked: boolean[] = [];

  readonly state = async (): Promise<ShellState> => ({
    settings: { hotkey: '', openAtLogin: false, stay: true, notify: false },
    hotkeyRefused: false,
    command: this.command,
  });

  readonly setCommand = async ({ wanted }: { wanted: boolean }): Promise<ShellState> => {
    this.asked.push(wanted);
    if (this.refusal !== null) throw new ORPCError(this.refusal.code, { data: this.refusal });
    this.command = { file: FILE, state: wanted ? 'installed' : 'absent', isOnPath: true };
    return this.state();
  };
}

function opened(change: Partial<ScriptedShell> = {}) {
  const shell = Object.assign(new ScriptedShell(), change);
  const desktop = new Desktop(shell as unknown as ShellClient);
  render(DesktopRows, { desktop });
  return { shell, desktop };
}

test('the switch puts the command there, says where, and takes it away', async () => {
  const { shell } = opened();
  const choice = await screen.findByRole('switch', { name: NAME });
  expect(choice.getAttribute('aria-checked')).toBe('false');
  await fireEvent.click(choice);
  expect(await screen.findByText(`It stands at ${FILE}.`)).toBeTruthy();
  expect(choice.getAttribute('aria-checked')).toBe('true');
  await fireEvent.click(choice);
  await expect.poll(() => choice.getAttribute('aria-checked')).toBe('false');
  expect(shell.asked).toEqual([true, false]);
});

test('a program that is not installed offers none', async () => {
  opened({ command: null });
  await screen.findByRole('switch', { name: 'Stay in the tray' });
  expect(screen.queryByRole('switch', { name: NAME })).toBeNull();
});

test('a refusal is said at its switch, with what to do, until it goes well', async () => {
  const refusal = { code: 'COMMAND_NOT_WRITTEN', cause: `${FILE} is read-only.`, remedy: 'Free it.' };
  const { shell } = opened({ refusal });
  const choice = await screen.findByRole('switch', { name: NAME });
  await fireEvent.click(choice);
  expect((await screen.findByRole('alert')).textContent).toContain(`${FILE} is read-only. Free it.`);
  expect(choice.getAttribute('aria-checked')).toBe('false');
  shell.refusal = null;
  await fireEvent.click(choice);
  await expect.poll(() => screen.queryByRole('alert')).toBeNull();
});

test('where the menu asked for it, it has the focus', async () => {
  const { desktop } = opened();
  Element.prototype.scrollIntoView = () => {};
  desktop.commandWanted = true;
  const choice = await screen.findByRole('switch', { name: NAME });
  await expect.poll(() => document.activeElement).toBe(choice);
  expect(desktop.commandWanted).toBe(false);
});

test.each([
  ['absent', true, 'find it'],
  ['moved', true, 'lay elsewhere'],
  ['foreign', true, 'Another program'],
  ['installed', false, 'add /home/ada/.local/bin to its PATH'],
] as const)('%s is said in words', (state, isOnPath, words) => {
  expect(terminalWords({ file: FILE, state, isOnPath })).toContain(words);
});

test('a folder of Windows is named too', () => {
  const file = 'C:\\Users\\Ada\\WindowsApps\\inkling.cmd';
  const words = terminalWords({ file, state: 'installed', isOnPath: false });
  expect(words).toContain('add C:\\Users\\Ada\\WindowsApps to its PATH');
});
