import type { WalkEntry } from '../files/walk.ts';
import type { Sighting } from '../storage/library-writer.ts';

/** What a walk met, as the library takes it. */
export function sightingOf(
  entries: readonly WalkEntry[],
  { root, look, retry }: Pick<Sighting, 'root' | 'look' | 'retry'>,
): Sighting {
  return {
    root,
    look,
    retry,
    files: entries.flatMap((entry) =>
      entry.type === 'file' ? [{ path: entry.relativePath, size: entry.size, modified: entry.mtimeMs }] : [],
    ),
    exclusions: entries.flatMap((entry) =>
      entry.type === 'excluded' ? [{ path: entry.relativePath, rule: entry.rule, kind: entry.kind }] : [],
    ),
    problems: entries.flatMap((entry) =>
      entry.type === 'problem'
        ? [{ path: entry.relativePath, code: entry.error.code, cause: entry.error.message }]
        : [],
    ),
  };
}
