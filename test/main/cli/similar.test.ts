import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { runCli } from '../../../src-main/cli/program.ts';
import {
  differenceOutputSchema,
  duplicatesOutputSchema,
  quotesOutputSchema,
  similarOutputSchema,
  whereOutputSchema,
} from '../../../src-main/contract/index.ts';
import { endEngine } from '../../helpers/real-library.ts';
import { fakeTerminal } from '../../helpers/fake-terminal.ts';
import { writeFiles } from '../../helpers/made-corpus.ts';
import { QUOTED_BEES, VERSIONS } from '../../helpers/made-versions.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

/** An engine of its own is started and ended. */
const SLOW_MILLISECONDS = 120_000;

test(
  'similar, where, duplicates and quotes answer in words and as JSON, and say what is wrong',
  async () => {
    await using folder = await temporaryFolder();
    const [papers, library] = [join(folder.path, 'papers'), join(folder.path, 'library')];
    await writeFiles(papers, VERSIONS);
    await using stack = new AsyncDisposableStack();
    stack.defer(() => endEngine(library));
    const type = async (typed: string | null, ...argv: string[]) => {
      const terminal = fakeTerminal(typed);
      const code = await runCli([...argv, '--library', library], terminal);
      return { code, out: terminal.printed.join('\n'), err: terminal.noted.join('\n') };
    };
    const json = async (...argv: string[]): Promise<unknown> => {
      const { code, out, err } = await type(null, ...argv, '--json');
      expect({ argv, code, err }).toEqual({ argv, code: 0, err: '' });
      return JSON.parse(out) as unknown;
    };
    expect((await type(null, 'index', papers)).code).toBe(0);
    const [old, newer, flat] = ['lease v1.md', 'lease v2.md', 'flat.md'].map((name) => join(papers, name));

    const similar = similarOutputSchema.strict().parse(await json('similar', old!, '-n', '2'));
    expect(similar.results.map(({ document }) => document.path)).toContain(newer);
    expect(similar.versions).toMatchObject([{ relation: 'newer', document: { path: newer } }]);
    const told = (await type(null, 'similar', old!)).out;
    expect(told).toContain(`newer version exists: [${newer}]`);
    expect(told).toContain('nearly the same text');
    expect((await type(null, 'similar', flat!, '--passage', 'the cat came along')).code).toBe(0);

    const where = whereOutputSchema.strict().parse(await json('where', QUOTED_BEES));
    expect(where.results[0]).toMatchObject({ kind: 'verbatim', share: 1 });
    const pasted = await type(`${QUOTED_BEES}\n`, 'where');
    expect(pasted.out).toContain('word for word');
    expect(await type('', 'where')).toMatchObject({
      code: 1,
      err: expect.stringContaining('TEXT_EMPTY') as string,
    });
    expect(await type(null, 'where', ' ')).toMatchObject({
      code: 1,
      err: expect.stringContaining('TEXT_EMPTY') as string,
    });

    const duplicates = duplicatesOutputSchema.strict().parse(await json('duplicates', papers));
    expect(duplicates).toMatchObject({ total: 1, groups: [{ kind: 'near', count: 3 }] });
    expect((await type(null, 'duplicates')).out).toContain('% in common');
    const own = duplicatesOutputSchema.strict().parse(await json('duplicates', old!));
    expect(own).toMatchObject({ total: 1, groups: [{ kind: 'near', count: 3 }] });
    const difference = differenceOutputSchema
      .strict()
      .parse(await json('duplicates', '--diff', old!, newer!));
    expect(difference.parts).toContainEqual({ kind: 'right', text: 'two' });
    expect((await type(null, 'duplicates', '--diff', old!, newer!)).out).toContain('- [three]');
    expect(await type(null, 'duplicates', '--diff', old!)).toMatchObject({
      code: 1,
      err: expect.stringContaining('TWO_DOCUMENTS') as string,
    });

    const quotes = quotesOutputSchema.strict().parse(await json('quotes', flat!));
    expect(quotes.results[0]!.runs[0]!.words).toBeGreaterThanOrEqual(12);
    expect((await type(null, 'quotes', flat!)).out).toContain('of this one');
    expect(await type(null, 'quotes', join(papers, 'missing.md'))).toMatchObject({
      code: 1,
      err: expect.stringContaining('DOCUMENT_UNKNOWN') as string,
    });
    for (const asked of ['similar', 'quotes'])
      expect(await type(null, asked, papers)).toMatchObject({
        code: 1,
        err: expect.stringContaining('DOCUMENT_IS_FOLDER') as string,
      });
    expect((await type(null, 'similar', flat!, '-n', '0')).code).toBe(2);
    expect(await readFile(flat!, 'utf8')).toBe(VERSIONS['flat.md']);
  },
  SLOW_MILLISECONDS,
);
