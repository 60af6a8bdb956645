import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { agentLibrary, type AgentLibrary } from '../../helpers/agent-library.ts';
import { inkling, inklingListening, inklingRunning } from '../../helpers/command-line.ts';
import { askAsScript, operationsOf, soundInputs, type OpenApi } from '../../helpers/script-calls.ts';

let made: AgentLibrary;
let served: Awaited<ReturnType<typeof inklingListening>>;
beforeAll(async () => {
  made = await agentLibrary();
  served = await inklingListening('serve', '--all', '--library', made.library);
}, 120_000);
afterAll(async () => {
  await served?.[Symbol.asyncDispose]();
  await made?.[Symbol.asyncDispose]();
});

const ask = (path: string, input?: unknown, headers: Record<string, string> = {}) =>
  askAsScript(served, path, { input, headers });

describe('scripts that may see the whole library', () => {
  it('are told what they may ask by a document that holds, and everything in it answers', async () => {
    const printed = JSON.parse((await inkling('serve', '--all', '--openapi')).out) as OpenApi;
    const { body } = await ask('/openapi.json');
    expect(body['paths']).toEqual(printed.paths);
    expect(body['servers']).toEqual([{ url: served.url }]);
    expect(await new Validator().validate({ ...structuredClone(printed) })).toMatchObject({ valid: true });
    await made.client.topics.save({ name: 'Soups', words: ['soup', 'onions'] });
    const operations = operationsOf(printed);
    expect(operations.length).toBeGreaterThan(15);
    const inputs = soundInputs(made, 'all');
    for (const { path, method } of operations) {
      const input = method === 'post' ? (inputs[path] ?? expect.fail(`no input for ${path}`)) : undefined;
      const { status, body: answer } = await ask(path, input);
      expect(status, `${path}: ${JSON.stringify(answer)}`).toBe(200);
    }
  });

  it('get what the terminal gets, of the whole library', async () => {
    const { body } = await ask('/search', { query: 'zanzibar diagnosis', mode: 'light' });
    expect(body['final']).toBe(true);
    expect((body['results'] as { path: string }[])[0]?.path).toBe(join(made.diary, 'monday.txt'));
    expect((await ask('/status')).body).toMatchObject({ files: { indexed: 15 } });
  });

  it('are told what is wrong with a code, a cause and what helps', async () => {
    const failed = {
      error: { code: expect.any(String), cause: expect.any(String), remedy: expect.any(String) },
    };
    const unknown = await ask('/document', { path: '/nowhere' });
    expect(unknown).toEqual({ status: 400, body: failed });
    expect(unknown.body['error']).toMatchObject({ code: 'DOCUMENT_UNKNOWN' });
    const beyond = await ask('/document', { path: join(made.recipes, 'bread.md'), start: 1_000_000 });
    expect(beyond).toEqual({ status: 400, body: failed });
    expect(beyond.body['error']).toMatchObject({ code: 'START_BEYOND_END' });
    expect((await ask('/search', { query: 5 })).body['error']).toMatchObject({ code: 'INPUT_INVALID' });
    const broken = await ask('/search', '{bad');
    expect(broken).toEqual({ status: 400, body: failed });
    expect(broken.body['error']).toMatchObject({ code: 'INPUT_INVALID' });
    expect(await ask('/erase', {})).toMatchObject({ status: 404, body: { error: { code: 'CALL_UNKNOWN' } } });
    expect((await ask('/search', {}, { authorization: '' })).status).toBe(401);
    expect((await ask('/status', undefined, { origin: 'http://evil.example' })).status).toBe(403);
    expect((await ask('/search', { query: 'a' }, { 'content-type': 'text/plain' })).status).toBe(415);
  });

  it('keep their token in a file that nobody else may read', async () => {
    const file = join(made.folder, 'token');
    const listen = () => inklingListening('serve', '--all', '--token-file', file, '--library', made.library);
    {
      await using first = await listen();
      expect(first.said.out).not.toContain((await readFile(file, 'utf8')).trim());
      expect((await stat(file)).mode & 0o777).toBe(0o600);
    }
    const token = (await readFile(file, 'utf8')).trim();
    await using second = await listen();
    const answer = await fetch(`${second.url}/status`, { headers: { authorization: `Bearer ${token}` } });
    expect(answer.status).toBe(200);
    const loose = join(made.folder, 'loose');
    await writeFile(loose, `${token}\n`, { mode: 0o644 });
    const refused = await inkling('serve', '--token-file', loose, '--library', made.library);
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('TOKEN_FILE_OPEN')]);
  });

  it('hear of what begins to match, over a new engine too', async () => {
    await using watching = inklingRunning('watch', 'quince marmalade', '--json', '--library', made.library);
    await watching.until(({ err }) => err.includes('Watching: 0'));
    const write = (name: string, text: string) => writeFile(join(made.recipes, name), text);
    const lines = () => watching.said.out.split('\n').filter((line) => line !== '');
    await write('quince.txt', 'Quince marmalade: boil the quince for an hour.\n');
    await made.client.library.lookAgain({});
    await watching.until(() => lines().length === 1);
    expect(JSON.parse(lines()[0] ?? '')).toMatchObject({
      path: join(made.recipes, 'quince.txt'),
      by: 'words',
    });
    const { pid } = await enginePid(made.library);
    process.kill(pid, 'SIGKILL');
    await write('more quince.txt', 'More quince marmalade, with ginger.\n');
    await watching.until(() => lines().length === 2);
    expect(JSON.parse(lines()[1] ?? '')).toMatchObject({ path: join(made.recipes, 'more quince.txt') });
    expect(await watching.end()).toBe(0);
    expect((await ask('/status')).status).toBe(200);
  });
});

async function enginePid(library: string): Promise<{ pid: number }> {
  return JSON.parse(await readFile(join(library, 'engine.json'), 'utf8')) as { pid: number };
}
