import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import {
  doctorOutputSchema,
  errorsOutputSchema,
  forgetOutputSchema,
  indexOutputSchema,
  modelsOutputSchema,
  searchOutputSchema,
  statusOutputSchema,
} from '../../../src-main/contract/index.ts';
import { inkling, inklingOpen } from '../../helpers/command-line.ts';
import { realLibrary } from '../../helpers/real-library.ts';

/** Some ten processes of Node start one after the other. */
const SLOW_MILLISECONDS = 90_000;

/** Commands that must succeed, by what they print as JSON. */
function typedIn(library: string): (...argv: string[]) => Promise<unknown> {
  return async (...argv) => {
    const { code, out, err } = await inkling(...argv, '--json', '--library', library);
    expect({ argv, code, err: code === 0 ? '' : err }).toEqual({ argv, code: 0, err: '' });
    return JSON.parse(out) as unknown;
  };
}

test(
  'a folder is read, searched, looked over and forgotten by typed commands',
  async () => {
    await using real = await realLibrary();
    const type = typedIn(real.library);
    const indexed = indexOutputSchema.strict().parse(await type('index', real.papers));
    expect(indexed).toMatchObject({ documents: 4, errors: 1 });
    const found = searchOutputSchema
      .strict()
      .parse(await type('search', 'how do I cancel the lease of my apartment'));
    expect(found.results[0]?.path).toBe(join(real.papers, 'flat.md'));
    expect(found.results[0]?.passages[0]?.text).toContain('notice');
    const status = statusOutputSchema.strict().parse(await type('status'));
    expect(Object.values(status.files).reduce((sum, count) => sum + count, 0)).toBe(5);
    const { errors } = errorsOutputSchema.strict().parse(await type('errors'));
    expect(errors).toMatchObject([{ path: join(real.papers, 'broken.pdf') }]);
    expect(doctorOutputSchema.strict().parse(await type('doctor', '--digest')).digest).toMatch(/^\w{16,}$/);
    expect(modelsOutputSchema.strict().parse(await type('models', 'list')).models.length).toBeGreaterThan(1);
    const forgotten = forgetOutputSchema.strict().parse(await type('forget', real.papers));
    expect(forgotten.documents).toBeGreaterThanOrEqual(4);
    expect(statusOutputSchema.parse(await type('status')).roots).toEqual([]);
  },
  SLOW_MILLISECONDS,
);

test(
  'what was made is backed up, all of it erased, and brought back by typed commands',
  async () => {
    await using real = await realLibrary();
    const type = typedIn(real.library);
    const backup = join(real.papers, 'inkling.db');
    await type('index', real.papers);
    await type('backup', backup);
    await type('erase', '--everything');
    const left = readdirSync(real.library).filter((name) => /^(person|index)\.db/.test(name));
    expect(left).toEqual([]);
    expect(statusOutputSchema.parse(await type('status')).roots).toEqual([]);
    await type('restore', backup);
    expect(statusOutputSchema.parse(await type('status')).roots).toMatchObject([{ path: real.papers }]);
  },
  SLOW_MILLISECONDS,
);

test(
  'nobody else may read the library',
  async () => {
    await using real = await realLibrary();
    await inkling('index', real.papers, '--library', real.library);
    expect(statSync(real.library).mode & 0o777).toBe(0o700);
    const open = readdirSync(real.library).filter((name) => statSync(join(real.library, name)).mode & 0o077);
    expect(open).toEqual([]);
  },
  SLOW_MILLISECONDS,
);

test(
  'closing the page closes everything, and leaves no engine behind',
  async () => {
    await using real = await realLibrary();
    const opened = await inklingOpen(real.library, real.papers);
    expect(await opened.end('SIGINT')).toBe(0);
    expect(existsSync(join(real.library, 'engine.json'))).toBe(false);
    const again = await inklingOpen(real.library);
    expect(await again.end('SIGTERM')).toBe(0);
  },
  SLOW_MILLISECONDS,
);

test(
  'a missing folder fails with its code',
  async () => {
    await using real = await realLibrary();
    const { code, err } = await inkling('index', join(real.papers, 'none'), '--library', real.library);
    expect([code, err]).toEqual([1, expect.stringContaining('[FOLDER_MISSING]')]);
  },
  SLOW_MILLISECONDS,
);
