import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';

import { madeDocuments } from '../../helpers/made-documents.ts';

/** Sound files by the ending their names have. */
export type Fixtures = ReadonlyMap<string, readonly Uint8Array[]>;

/** What is larger spends the time on reading instead of on another mutation. */
const MOST_BYTES = 262_144;
const MOST_OF_AN_ENDING = 20;

/** Sound files of every format there is a maker for. */
export async function madeFixtures(): Promise<Fixtures> {
  return new Map([...(await madeDocuments())].map(([ending, bytes]) => [ending, [bytes]]));
}

/** Small files of a folder, some of each ending. */
export function filesAsFixtures(folder: string): Fixtures {
  const found = new Map<string, Uint8Array[]>();
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  for (const file of files) {
    const ending = extname(file).slice(1).toLowerCase();
    const known = found.get(ending) ?? [];
    if (!/^[a-z0-9]+$/.test(ending) || known.length >= MOST_OF_AN_ENDING) continue;
    if (statSync(file).size <= MOST_BYTES) found.set(ending, [...known, readFileSync(file)]);
  }
  return found;
}
