import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

/** What of a terminal a password is read from. */
export interface PasswordInput {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly note: (line: string) => void;
  readonly signal: AbortSignal;
}

/** The first line that comes, such as from a file or another program; null where nothing does. */
export function readLine({ input, signal }: PasswordInput): Promise<string | null> {
  return firstLine(createInterface({ input, terminal: false, signal }));
}

/** A line that is typed and never shown; null where it is broken off. */
export function askPassword(
  { input, note, signal }: PasswordInput,
  question: string,
): Promise<string | null> {
  note(question);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  return firstLine(createInterface({ input, output: silent, terminal: true, historySize: 0, signal }));
}

function firstLine(lines: ReturnType<typeof createInterface>): Promise<string | null> {
  return new Promise((resolve) => {
    lines.once('line', (line) => {
      resolve(line);
      lines.close();
    });
    lines.once('SIGINT', () => lines.close());
    lines.once('close', () => resolve(null));
  });
}
