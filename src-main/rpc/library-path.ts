import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

import envPaths from 'env-paths';
import { z } from 'zod';

import { readMark } from '../lib/library-marks.ts';

const PATHS = envPaths('inkling', { suffix: '' });
/** Where libraries went that were moved, by where they were. */
const movesSchema = z.record(z.string(), z.string());
/** A library that moved on and on; a ring of moves ends here too. */
const MOST_MOVES = 32;

/** The file that remembers moves, of this person on this computer. */
const MOVES_FILE = join(PATHS.config, 'libraries.json');

/** The library a host means: what was asked for, else INKLING_LIBRARY, else the platform's data folder; where it is now. */
export function libraryPath(asked: string | undefined, environment: NodeJS.ProcessEnv = process.env): string {
  return presentPlace(resolve(asked || environment['INKLING_LIBRARY'] || PATHS.data));
}

/** Where a library is now that may have been moved: by the mark it left, else by what is remembered of it. */
export function presentPlace(library: string, file: string = MOVES_FILE): string {
  const moves = readMoves(file);
  let place = library;
  for (let hops = 0; hops < MOST_MOVES; hops += 1) {
    // Who made a library anew where one was before means that one.
    const next = readMark(place, 'moved') ?? (existsSync(join(place, 'person.db')) ? null : moves[place]);
    if (next === null || next === undefined) return place;
    place = next;
  }
  return place;
}

/** A library that came from elsewhere: kept before what it left there goes, and its mark with it. */
export function rememberArrival(library: string, file: string = MOVES_FILE): void {
  const former = readMark(library, 'former');
  if (former === null) return;
  const moves = readMoves(file);
  delete moves[library];
  moves[former] = library;
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(moves, null, 2)}\n`, { mode: 0o600, flush: true });
  renameSync(draft, file);
}

function readMoves(file: string): Record<string, string> {
  try {
    return movesSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return {};
  }
}
