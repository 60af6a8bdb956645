import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Calls by which a program asks for a file, and the file. */
const CALL =
  /\b(?:openat|open|stat|newfstatat|statx|access|readlink)\([^"]*"([^"]+)"[^\n]*? = (-?\d+)(?: (\w+))?/g;

export interface Opened {
  /** Paths under the app that were there. */
  readonly found: ReadonlySet<string>;
  /** Paths under the app that were asked for in vain. */
  readonly missed: ReadonlySet<string>;
}

/** What strace wrote of a run, a file a process, as paths relative to the app's folder. */
export function openedBelow(app: string, folder: string): Opened {
  const found = new Set<string>();
  const missed = new Set<string>();
  const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
  for (const [, path = '', code = '', error] of texts.flatMap((text) => [...text.matchAll(CALL)])) {
    if (!path.startsWith(`${app}/`)) continue;
    const inside = path.slice(app.length + 1);
    if (Number(code) >= 0) found.add(inside);
    else if (error === 'ENOENT') missed.add(inside);
  }
  return { found, missed };
}

/** Where Node keeps what it compiled; there is nothing before a first start. */
const COMPILED = 'node_modules/.cache';

/** Files asked for in vain that a checkout has: they should have been in the package. */
export function leftOut({ missed }: Opened, root: string): string[] {
  return [...missed].filter((path) => !path.startsWith(COMPILED) && isFile(join(root, path))).toSorted();
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
