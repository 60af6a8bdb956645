import { readFileSync, renameSync, writeFileSync } from 'node:fs';

import type { z } from 'zod';

/** Only this person may read it. */
const OWN = 0o600;

/** One small thing kept in a file of its own, replaced in one step; what cannot be read is as if it were not there. */
export class KeptFile<Kept> {
  value: Kept;
  readonly #file: string;

  constructor(file: string, schema: z.ZodType<Kept>, otherwise: Kept) {
    this.#file = file;
    this.value = read(file, schema) ?? otherwise;
  }

  /** A disk that refuses costs the memory of a window's place, not the window. */
  keep(value: Kept): void {
    this.value = value;
    const next = `${this.#file}.next`;
    try {
      writeFileSync(next, JSON.stringify(value), { mode: OWN });
      renameSync(next, this.#file);
    } catch {
      // What is in memory holds until the end.
    }
  }
}

function read<Kept>(file: string, schema: z.ZodType<Kept>): Kept | null {
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}
