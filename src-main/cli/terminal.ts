import { text } from 'node:stream/consumers';
import { styleText } from 'node:util';

import { askPassword, readLine } from './password.ts';

/** Where nobody tells how wide the terminal is. */
const DEFAULT_WIDTH = 80;
/** Lines longer than this are tiring to read. */
const MAX_WIDTH = 110;

/** What a command sees of the terminal. Results go to standard output, all else to standard error. */
export interface Terminal {
  /** One line, or one JSON document, on standard output. */
  print(line: string): void;
  /** One line on standard error. */
  note(line: string): void;
  /** Cells of a line. */
  readonly width: number;
  readonly bold: Style;
  readonly dim: Style;
  /** Whether standard error can redraw a line. */
  readonly redraws: boolean;
  /** Whether a person sits at it and may press keys. */
  readonly attended: boolean;
  /** Whether what is piped to this process reaches it. */
  readonly reads: boolean;
  /** The first line of standard input; null where there is none. */
  readLine(): Promise<string | null>;
  /** All of standard input. */
  readText(): Promise<string>;
  /** A line typed without being shown; null where it is broken off. */
  ask(question: string): Promise<string | null>;
  /** Aborts at Ctrl-C and SIGTERM. */
  readonly interrupted: AbortSignal;
}

export type Style = (text: string) => string;

/** The terminal this process was started in; NO_COLOR and FORCE_COLOR are honoured. */
export function processTerminal(): Terminal {
  const { stdout, stderr } = process;
  // A reader that has seen enough, such as `head`, is no failure.
  stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  const coloured = stdout.isTTY && stdout.hasColors();
  const style = (name: 'bold' | 'dim'): Style =>
    coloured ? (plain) => styleText(name, plain) : (plain) => plain;
  const note = (line: string): void => void stderr.write(`${line}\n`);
  const interrupted = interruption();
  const passwords = { input: process.stdin, note, signal: interrupted };
  return {
    print: (line) => void stdout.write(`${line}\n`),
    note,
    width: Math.min(stdout.columns ?? DEFAULT_WIDTH, MAX_WIDTH),
    bold: style('bold'),
    dim: style('dim'),
    redraws: stderr.isTTY && process.env['TERM'] !== 'dumb',
    attended: process.stdin.isTTY && stderr.isTTY,
    // On Windows a program with windows has no standard input, and Electron puts an empty one in its place.
    reads: !(process.platform === 'win32' && process.versions['electron'] !== undefined),
    readLine: () => readLine(passwords),
    readText: () => text(process.stdin),
    ask: (question) => askPassword(passwords, question),
    interrupted,
  };
}

/** The second Ctrl-C ends the process at once, as ever. */
function interruption(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => controller.abort());
  return controller.signal;
}
