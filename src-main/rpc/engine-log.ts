import { readFileSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';

import { InklingError } from '../lib/errors.ts';

/** Beyond this the log begins anew at the next start. */
const LOG_BYTES = 256 * 1024;
const LAST_WORDS = 600;
const FRAMES = 6;

/** Where an engine leaves its last words; no path, query or text of the person's stands in it. */
export function engineLog(library: string): string {
  return join(library, 'engine.log');
}

export function trimEngineLog(library: string): void {
  const { size } = statSync(engineLog(library), { throwIfNoEntry: false }) ?? { size: 0 };
  if (size > LOG_BYTES) rmSync(engineLog(library), { force: true });
}

/** The end of what was logged after the first `from` bytes. */
export function lastWords(library: string, from: number): string {
  try {
    return readFileSync(engineLog(library)).subarray(from).toString().trimEnd().slice(-LAST_WORDS).trim();
  } catch {
    return '';
  }
}

/** One line for the log: the kind of failure and where in our code, never its message, which may name a file. */
export function describeForLog(thrown: unknown, part = 'engine'): string {
  if (!(thrown instanceof Error)) return `${part} failed: not an error`;
  const code = thrown instanceof InklingError ? thrown.code : thrown.name;
  return [`${part} failed: ${code}`, ...frames(thrown)].join(' < ');
}

function frames({ stack = '' }: Error): string[] {
  const places = stack.matchAll(/^\s+at (?:(?:async )?(\S+) )?\(?(?:file:\/\/)?(.+?):(\d+):\d+\)?$/gm);
  return [...places].slice(0, FRAMES).map(([, name, file = '', line]) => {
    return `${name ?? '(anonymous)'} ${basename(file)}:${line}`;
  });
}
