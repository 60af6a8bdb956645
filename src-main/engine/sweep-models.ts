import { readdirSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import { FETCHED } from './fetch-model.ts';
import { DRAFT } from './import-model.ts';

/** Milliseconds after which nobody goes on with what was fetched in part: a week. */
const PATIENCE = 7 * 24 * 3_600_000;

/**
 * Removes what imports left that ended with their engine, and what was fetched in part and left lying; call it with the
 * library's lock in hand.
 */
export async function sweepModels(models: string, now: number = Date.now()): Promise<void> {
  const left = namesIn(models).filter(
    (name) =>
      name.startsWith(DRAFT) || (name.startsWith(FETCHED) && now - lastChange(join(models, name)) > PATIENCE),
  );
  await Promise.all(left.map((name) => rm(join(models, name), { recursive: true, force: true })));
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Milliseconds since 1970. */
function lastChange(folder: string): number {
  return statSync(folder).mtimeMs;
}
