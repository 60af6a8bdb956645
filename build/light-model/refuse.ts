import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesBelow, hashFile } from './fetch-sources.ts';

/**
 * A model that has read the test answers no question about quality: throws when a training file is also a file of a
 * corpus folder, its `.tar.gz` archives included.
 */
export function refuseCorpusText(trainingFiles: readonly string[], corpora: string): void {
  const corpusFiles = new Map<string, string>();
  for (const file of filesBelow(corpora)) {
    corpusFiles.set(hashFile(file), file);
    if (file.endsWith('.tar.gz')) hashArchive(file, corpusFiles);
  }
  for (const file of trainingFiles) {
    const met = corpusFiles.get(hashFile(file));
    if (met !== undefined) throw new Error(`training text ${file} is also in a corpus: ${met}`);
  }
}

function hashArchive(archive: string, into: Map<string, string>): void {
  const folder = mkdtempSync(join(tmpdir(), 'light-model-'));
  try {
    execFileSync('tar', ['-xzf', archive, '-C', folder]);
    for (const file of filesBelow(folder))
      into.set(hashFile(file), `${archive}: ${file.slice(folder.length + 1)}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
