import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A result's first line: kind, address, title, size. */
const RESULT = /^[\w.-]+\/[\w.+-]+\t\[file:\/\/(.*?)\]\t/;

/** The text that Recoll has of each file, with that of what lies within it (attachments, archived files). */
export async function recollTexts(index: string): Promise<ReadonlyMap<string, string>> {
  const query = spawn('recollq', ['-c', index, '-n', '0', '-d', 'size>0'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const texts = new Map<string, string[]>();
  let current: string[] = [];
  for await (const line of createInterface({ input: query.stdout })) {
    const path = RESULT.exec(line)?.[1];
    if (path === undefined) current.push(line);
    else {
      current = texts.get(path) ?? [];
      texts.set(path, current);
    }
  }
  return new Map([...texts].map(([path, lines]) => [path, lines.join('\n')]));
}
