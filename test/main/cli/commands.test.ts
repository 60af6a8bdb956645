import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import {
  doctorOutputSchema,
  errorsOutputSchema,
  failureOutputSchema,
  forgetOutputSchema,
  indexOutputSchema,
  modelImportOutputSchema,
  catalogueOutputSchema,
  modelsOutputSchema,
  modelUseOutputSchema,
  pauseOutputSchema,
  retryOutputSchema,
  searchOutputSchema,
  statusOutputSchema,
  stopOutputSchema,
  unlockOutputSchema,
} from '../../../src-main/contract/index.ts';
import { runCli } from '../../../src-main/cli/program.ts';
import { fakeLibrary } from '../../helpers/fake-library.ts';
import { fakeTerminal } from '../../helpers/fake-terminal.ts';

let library: Awaited<ReturnType<typeof fakeLibrary>>;

beforeAll(async () => {
  library = await fakeLibrary();
});
afterAll(() => library[Symbol.asyncDispose]());

async function run(...argv: string[]) {
  const terminal = fakeTerminal();
  const separator = argv.indexOf('--');
  const at = separator === -1 ? argv.length : separator;
  const code = await runCli([...argv.slice(0, at), '--library', library.path, ...argv.slice(at)], terminal);
  return { code, out: terminal.printed.join('\n'), err: terminal.noted.join('\n') };
}

test.each([['index'], ['forget'], ['pause'], ['unlock'], ['retry']])(
  '%s takes no empty path for the folder at hand',
  async (name) => {
    const { code, err } = await run(name, '');
    expect(code).not.toBe(0);
    expect(err).toContain('The path that was given is empty.');
  },
);

describe('a group of commands', () => {
  test.each([['topics'], ['searches'], ['history']])('%s alone lists what there is', async (name) => {
    const [alone, listed] = [await run(name), await run(name, 'list')];
    expect([alone.code, alone.out]).toEqual([0, listed.out]);
    expect(JSON.parse((await run(name, '--json')).out)).toEqual(
      JSON.parse((await run(name, 'list', '--json')).out),
    );
  });

  test.each([
    [['topics', 'lst'], 'list'],
    [['searches', 'sav'], 'save'],
    [['serch', 'bees'], 'search'],
  ])('%j says which command may be meant', async (argv, meant) => {
    const { code, err } = await run(...argv);
    expect(code).toBe(2);
    expect(err).toContain(`Did you mean ${meant}?`);
  });

  test('help of a command that is not there says which may be meant', async () => {
    const terminal = fakeTerminal();
    expect(await runCli(['help', 'serch'], terminal)).toBe(2);
    expect(terminal.noted.join('\n')).toContain('Did you mean search?');
  });
});

describe('--json', () => {
  test.each([
    ['status', statusOutputSchema, ['status']],
    ['errors', errorsOutputSchema, ['errors']],
    ['index', indexOutputSchema, ['index', '/papers']],
    ['search', searchOutputSchema, ['search', 'notice']],
    ['doctor', doctorOutputSchema, ['doctor', '--digest']],
    ['models list', modelsOutputSchema, ['models', 'list']],
    ['models import', modelImportOutputSchema, ['models', 'import', '/e5']],
    ['models use', modelUseOutputSchema, ['models', 'use', 'used']],
    ['models fetch', modelImportOutputSchema, ['models', 'fetch', 'e5']],
    ['models catalogue', catalogueOutputSchema, ['models', 'catalogue']],
    ['retry', retryOutputSchema, ['retry', '/papers/a.pdf']],
    ['pause', pauseOutputSchema, ['pause', '/papers']],
    ['resume', pauseOutputSchema, ['resume']],
    ['forget', forgetOutputSchema, ['forget', '/papers']],
  ])('of %s is one document that holds to its schema', async (_name, schema, argv) => {
    const { code, out } = await run(...argv, '--json');
    expect(code).toBe(0);
    expect(schema.strict().parse(JSON.parse(out))).toEqual(JSON.parse(out));
  });

  test('of stop says whether one ran', async () => {
    await using other = await fakeLibrary();
    const terminal = fakeTerminal();
    await runCli(['stop', '--json', '--library', other.path], terminal);
    await runCli(['stop', '--json', '--library', other.path], terminal);
    const outputs = terminal.printed.map((line) => stopOutputSchema.parse(JSON.parse(line)));
    expect(outputs).toEqual([{ stopped: true }, { stopped: false }]);
  });

  test('makes failures documents too', async () => {
    const { code, out, err } = await run('index', '/missing', '--json');
    expect([code, out]).toEqual([1, '']);
    expect(failureOutputSchema.parse(JSON.parse(err))).toMatchObject({ error: { code: 'FOLDER_MISSING' } });
    const usage = await run('index', '--json');
    expect(failureOutputSchema.parse(JSON.parse(usage.err))).toMatchObject({ error: { code: 'USAGE' } });
  });
});

describe('unlock', () => {
  const unlock = async (typed: string | null, ...argv: string[]) => {
    const terminal = fakeTerminal(typed);
    const code = await runCli(['unlock', ...argv, '--library', library.path], terminal);
    return { code, out: terminal.printed.join('\n'), err: terminal.noted.join('\n') };
  };

  test('asks for the password, and never prints it', async () => {
    const { code, out, err } = await unlock('right', '/papers/a.pdf');
    expect([code, out]).toEqual([0, 'Opened: its words are found now.']);
    expect(err).toBe('Password of /papers/a.pdf (it is not shown):');
  });

  test.each([
    ['a password', ['unlock', '/papers/a.pdf', '--password-stdin']],
    ['a text', ['where']],
    ['an agent', ['mcp']],
  ])('says where %s that is piped to it does not reach it', async (_, argv) => {
    const terminal = { ...fakeTerminal('right'), reads: false };
    const code = await runCli([...argv, '--library', library.path, '--json'], terminal);
    expect(code).toBe(1);
    expect(terminal.noted.join('\n')).toContain('INPUT_UNREACHABLE');
  });

  test('takes it from standard input, and answers as a document', async () => {
    const { out, err } = await unlock('right', '/papers/a.pdf', '--password-stdin', '--json');
    expect(unlockOutputSchema.strict().parse(JSON.parse(out))).toEqual({ opened: true });
    expect(err).toBe('');
  });

  test.each([
    ['a wrong password', [1, 'PASSWORD_WRONG'], 'wrong', ['/papers/a.pdf']],
    ['no password', [1, 'PASSWORD_MISSING'], '', ['/papers/a.pdf', '--password-stdin']],
    ['nobody to ask', [1, 'PASSWORD_MISSING'], null, ['/papers/a.pdf']],
    ['a file that is not known', [1, 'DOCUMENT_UNKNOWN'], 'right', ['/missing']],
    ['no file', [2, 'USAGE'], 'right', []],
  ] as const)('says so of %s', async (_, failure, typed, argv) => {
    const { code, out, err } = await unlock(typed, ...argv, '--json');
    expect(out).toBe('');
    expect([code, failureOutputSchema.parse(JSON.parse(err.split('\n').at(-1) ?? '')).error.code]).toEqual(
      failure,
    );
  });
});

describe('retry', () => {
  test('says that a file could be read', async () => {
    expect(await run('retry', '/papers/a.pdf')).toEqual({ code: 0, out: 'It could be read.', err: '' });
  });

  test('says why a file still cannot be, or is not known', async () => {
    const { code, out, err } = await run('retry', '/papers/broken.pdf');
    expect([code, out]).toEqual([1, '']);
    expect(err).toBe('It is no PDF. [PDF_BROKEN]\nOpen it in a viewer.');
    expect((await run('retry', '/missing')).err).toContain('[DOCUMENT_UNKNOWN]');
  });
});

describe('resume', () => {
  test('says what goes on, and what is held still', async () => {
    await run('index', '/papers');
    expect((await run('resume', '/papers')).out).toBe('Reading goes on in /papers.');
    expect((await run('resume')).out).toBe('Reading goes on.');
  });
});

describe('search', () => {
  test('shows rank, title, place and passage with its words bold, and obeys nothing that stands in them', async () => {
    const { out } = await run('search', 'notice');
    expect(out.split('\n').slice(0, 4)).toEqual([
      '  1 [Moving house]',
      '    /papers/flat.md · page 2 · Ending',
      '    You asked for [notice]. Three months notice [31m in writing 東京.',
      expect.stringMatching(/^1 found, read closely, /),
    ]);
  });

  test('explains where asked', async () => {
    expect((await run('search', 'notice', '--explain')).out).toContain('notice ×1');
    expect((await run('search', 'notice')).out).not.toContain('×1');
  });

  test.each([['-x'], ['--'], ['--json']])('takes the query %s after --', async (query) => {
    const { code, out } = await run('search', '--json', '--', query);
    expect(code).toBe(0);
    expect(JSON.parse(out).results[0].passages[0].text).toContain(`asked for ${query}.`);
  });

  test('passes the number on', async () => {
    expect(JSON.parse((await run('search', 'x', '-n', '1', '--json')).out).results).toHaveLength(1);
  });

  test('answers an empty query', async () => {
    expect((await run('search', '', '--json')).code).toBe(0);
  });

  test('fails with code, cause and remedy', async () => {
    const { code, err } = await run('search', 'fail');
    expect(code).toBe(1);
    expect(err).toBe('The model is not there. [MODEL_MISSING]\nImport it.');
  });
});

describe('models', () => {
  test('are listed where nothing else is asked, and a misspelt command is told of', async () => {
    expect(await run('models')).toEqual(await run('models', 'list'));
    const { code, err } = await run('models', 'fetsch', 'e5');
    expect([code, err]).toEqual([2, expect.stringContaining('fetch')]);
  });

  test('import tells what came, and how it is used', async () => {
    const { code, out } = await run('models', 'import', '/e5', '--name', 'e5-small');
    expect(code).toBe(0);
    expect(out.split('\n')).toEqual([
      '  e5-small: heavy, 384 dimensions, 34.7 MB, licence unknown, languages unknown, imported',
      'Read closely with it: inkling models use e5-small',
    ]);
  });

  test('import fails with code, cause and remedy', async () => {
    const { code, err } = await run('models', 'import', '/missing');
    expect([code, err]).toEqual([1, 'The folder is not there. [FOLDER_MISSING]\nCheck how it is spelt.']);
  });

  test('fetch tells what came, and how it is used', async () => {
    const { code, out } = await run('models', 'fetch', 'e5-small');
    expect(code).toBe(0);
    expect(out).toContain('inkling models use e5-small');
  });

  test('use says that search goes on, and the engine stays', async () => {
    await using other = await fakeLibrary();
    const use = async (name: string) => {
      const terminal = fakeTerminal();
      const code = await runCli(['models', 'use', name, '--library', other.path], terminal);
      return { code, out: terminal.printed };
    };
    expect(await use('used')).toEqual({ code: 0, out: ['used reads closely already.'] });
    expect(await other.connection.client.library.status()).toMatchObject({ passages: 7 });
    expect(await use('e5')).toEqual({
      code: 0,
      out: [expect.stringMatching(/^e5 reads from now on\. Search goes on meanwhile/)],
    });
    expect(await other.connection.client.library.status()).toMatchObject({ passages: 7 });
  });
});

describe('usage', () => {
  test.each([
    [['nonsense'], "Unknown command 'nonsense'"],
    [['models', 'nonsense'], "Unknown command 'nonsense'"],
    [['search', '-x'], "Unknown option '-x'"],
    [['search'], "Missing required argument 'query'"],
    [['search', 'x', '-n', '0'], 'whole number'],
    [['search', 'x', '-n', 'many'], 'whole number'],
    [['search', 'x', '--mode', 'psychic'], 'lexical, light, deep, close'],
    [['search', 'two', 'words'], 'Too many arguments'],
    [['index'], "Missing required argument 'folder'"],
    [['models', 'import'], "Missing required argument 'dir'"],
    [['models', 'import', '/e5', '--pooling', 'max'], 'mean, cls'],
    [['models', 'import', '/e5', '--dims', 'few'], 'whole number'],
    [['models', 'use'], "Missing required argument 'name'"],
    [['forget'], "Missing required argument 'folder'"],
  ])('%j is wrong: exit code 2, and nothing on standard output', async (argv, cause) => {
    const { code, out, err } = await run(...argv);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(cause);
    expect(err).toMatch(/\[USAGE\]\nSee `inkling --help`/);
  });

  test.each([[[], 'Usage: inkling']])(
    'no command at all, as %j, shows the help and is wrong',
    async (argv, usage) => {
      const terminal = fakeTerminal();
      expect(await runCli(argv, terminal)).toBe(2);
      expect(terminal.noted.join('\n')).toContain(usage);
    },
  );

  test.each([
    ['open'],
    ['index'],
    ['search'],
    ['status'],
    ['errors'],
    ['forget'],
    ['doctor'],
    ['models'],
    ['stop'],
  ])('%s explains itself', async (name) => {
    const terminal = fakeTerminal();
    expect(await runCli([name, '--help'], terminal)).toBe(0);
    expect(terminal.printed.join('\n')).toMatch(new RegExp(`Usage: inkling ${name}`));
  });

  test('help has examples', async () => {
    const terminal = fakeTerminal();
    expect(await runCli(['--help'], terminal)).toBe(0);
    expect(terminal.printed.join('\n')).toContain('inkling search "how do I cancel the lease"');
    expect(await runCli(['--version'], terminal)).toBe(0);
  });
});

test('index that is interrupted is no failure to explain', async () => {
  const terminal = fakeTerminal();
  setTimeout(() => terminal.interrupt(), 300);
  expect(await runCli(['index', '/papers', '--deep', '--library', library.path], terminal)).toBe(1);
  expect(terminal.noted).toEqual(['Stopped.']);
});
