import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { REASONS } from '../../../src-main/files/reasons.ts';
import { readPath } from '../../helpers/read-path.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

describe('readDocument', () => {
  it('gives format, text and the hash of the bytes', async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, 'x.md');
    writeFileSync(path, '# Whales\n\nBig.');
    const { format, extraction, contentHash } = await readPath(path);
    expect([format, extraction.title]).toEqual(['markdown', 'Whales']);
    expect(Buffer.from(contentHash)).toEqual(
      createHash('sha256').update('# Whales\n\nBig.').digest().subarray(0, 16),
    );
  });

  it('reads an empty file as an empty document', async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, 'x.md');
    writeFileSync(path, '');
    expect((await readPath(path)).extraction).toMatchObject({ title: null, blocks: [], shortfall: null });
  });

  it('reads the beginning of a text that is too long, and says so', async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, 'x.txt');
    writeFileSync(path, 'größe eins\n'.repeat(100));
    const { extraction } = await readPath(path, { textBytes: 130 });
    expect(extraction.shortfall?.code).toBe('TEXT_CUT');
    expect(extraction.blocks[0]?.text.split('\n')).toEqual(Array.from({ length: 10 }, () => 'größe eins'));
  });

  it('lists a file that is too large', async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, 'x.txt');
    writeFileSync(path, 'x'.repeat(2000));
    await expect(readPath(path, { maxBytes: 1000 })).rejects.toMatchObject({ code: 'FILE_TOO_LARGE' });
  });

  it('lists a file whose content is not there, whatever size it claims', async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, 'x.txt');
    writeFileSync(path, '');
    truncateSync(path, 10_000_000);
    await expect(readPath(path)).rejects.toMatchObject({ code: 'NOT_HERE' });
  });

  it('opens regular files only, and waits on none', async () => {
    await using folder = await temporaryFolder();
    const at = (name: string): string => join(folder.path, name);
    writeFileSync(at('real.md'), 'x');
    symlinkSync(at('real.md'), at('link.md'));
    execFileSync('mkfifo', [at('pipe.md')]);
    await expect(readPath(at('link.md'))).rejects.toMatchObject({ code: 'NOT_A_FILE' });
    await expect(readPath(at('pipe.md'))).rejects.toMatchObject({ code: 'NOT_A_FILE' });
    await expect(readPath(folder.path)).rejects.toMatchObject({ code: 'NOT_A_FILE' });
    await expect(readPath(at('gone.md'))).rejects.toMatchObject({ code: 'FILE_VANISHED' });
  });

  it.skipIf(process.getuid?.() === 0)('lists a file that is closed to it', async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, 'x.md');
    writeFileSync(path, 'x');
    chmodSync(path, 0);
    await expect(readPath(path)).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
  });

  it('has a cause and a remedy for every reason, in whole sentences', () => {
    for (const { cause, remedy } of Object.values(REASONS)) {
      expect(cause).toMatch(/^[A-Z].*\.$/);
      expect(remedy).toMatch(/^[A-Z].*\.$/);
    }
  });
});
