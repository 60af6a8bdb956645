import { mkdirSync, readFileSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import { InklingError } from '../lib/errors.ts';
import { isOurs } from './terminal-command.ts';
import type { TerminalCommand } from './terminal-command.ts';

/** `moved` where an Inkling made it that lies elsewhere; `foreign` where another program did. */
export type CommandState = 'absent' | 'installed' | 'moved' | 'foreign';

export function commandState({ file, content }: TerminalCommand): CommandState {
  const found = readCommand(file);
  if (found === null) return 'absent';
  if (!isOurs(found)) return 'foreign';
  return contentOf(found) === contentOf(content) ? 'installed' : 'moved';
}

/**
 * Puts `inkling` into terminals; one that an Inkling made before is brought up to date.
 * @throws InklingError COMMAND_TAKEN, COMMAND_NOT_WRITTEN
 */
export function installCommand(command: TerminalCommand): void {
  const state = commandState(command);
  if (state === 'installed') return;
  if (state === 'foreign') throw taken(command.file);
  const { file, content } = command;
  try {
    if (state === 'moved') rmSync(file);
    mkdirSync(dirname(file), { recursive: true });
    // Both refuse where a file came meanwhile.
    if (content.kind === 'link') symlinkSync(content.target, file);
    else writeFileSync(file, content.text, { flag: 'wx', mode: 0o755 });
  } catch (thrown) {
    throw notWritten(file, thrown);
  }
}

/** Takes it away again; another program's stays. @throws InklingError COMMAND_TAKEN, COMMAND_NOT_WRITTEN */
export function removeCommand(command: TerminalCommand): void {
  const state = commandState(command);
  if (state === 'absent') return;
  if (state === 'foreign') throw taken(command.file);
  try {
    rmSync(command.file);
  } catch (thrown) {
    throw notWritten(command.file, thrown);
  }
}

/** A folder on the way may be a file: then nothing lies there either. */
const NOTHING: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR']);

/** What lies at the place; null for nothing. What cannot be read is nobody's we know: an empty script. */
function readCommand(file: string): TerminalCommand['content'] | null {
  try {
    return { kind: 'link', target: readlinkSync(file) };
  } catch (thrown) {
    if (NOTHING.has(codeOf(thrown))) return null;
  }
  try {
    return { kind: 'script', text: readFileSync(file, 'utf8') };
  } catch {
    return { kind: 'script', text: '' };
  }
}

function contentOf(content: TerminalCommand['content']): string {
  return content.kind === 'link' ? content.target : content.text;
}

function codeOf(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
}

function taken(file: string): InklingError {
  return new InklingError('COMMAND_TAKEN', {
    cause: `${file} belongs to another program.`,
    remedy: 'Move or rename that file, then try again.',
  });
}

function notWritten(file: string, thrown: unknown): InklingError {
  return new InklingError('COMMAND_NOT_WRITTEN', {
    cause: `${file} could not be changed: ${thrown instanceof Error ? thrown.message : String(thrown)}`,
    remedy: 'Check that you may write to that folder, then try again.',
  });
}
