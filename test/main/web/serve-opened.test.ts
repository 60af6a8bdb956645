import { join } from 'node:path';

import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { agentLibrary, type AgentLibrary } from '../../helpers/agent-library.ts';
import { inkling, inklingListening } from '../../helpers/command-line.ts';
import { askAsScript, operationsOf, soundInputs, type OpenApi } from '../../helpers/script-calls.ts';

let made: AgentLibrary;
let served: Awaited<ReturnType<typeof inklingListening>>;
beforeAll(async () => {
  made = await agentLibrary();
  // A label shows in an opened folder by a document there that carries it: here by one that the person put in.
  const { id } = await made.client.topics.save({ name: 'Soups', words: ['soup', 'onions'] });
  await made.client.topics.judge({ id, path: join(made.recipes, 'soup-3.txt'), verdict: 'belongs' });
  served = await inklingListening('serve', '--library', made.library);
}, 120_000);
afterAll(async () => {
  await served?.[Symbol.asyncDispose]();
  await made?.[Symbol.asyncDispose]();
});

const ask = (path: string, input?: unknown) => askAsScript(served, path, { input });

describe('scripts', () => {
  it('are told what they may ask of opened folders, and everything of it answers', async () => {
    const printed = JSON.parse((await inkling('serve', '--openapi')).out) as OpenApi;
    const { body } = await ask('/openapi.json');
    expect(body['paths']).toEqual(printed.paths);
    expect(await new Validator().validate({ ...structuredClone(printed) })).toMatchObject({ valid: true });
    const inputs = soundInputs(made, 'opened');
    const operations = operationsOf(printed);
    expect(operations).toHaveLength(6);
    for (const { path, method } of operations) {
      const { status, body: answer } = await ask(path, method === 'post' ? inputs[path] : undefined);
      expect(status, `${path}: ${JSON.stringify(answer)}`).toBe(200);
    }
  });

  it('are answered by folders that are open, and find no trace of others', async () => {
    expect(served.said.err).toContain(made.recipes);
    expect(served.said.err).not.toContain(made.diary);
    const { body: found } = await ask('/search', { query: 'zanzibar diagnosis oven', mode: 'light' });
    expect((found['results'] as { path: string }[]).map(({ path }) => path)).toContain(
      join(made.recipes, 'bread.md'),
    );
    expect(JSON.stringify(found)).not.toContain('monday');
    expect((await ask('/status')).body).toMatchObject({ folders: [{ path: made.recipes }] });
    const closed = await ask('/document', { path: join(made.diary, 'monday.txt') });
    expect(closed).toEqual(await ask('/document', { path: join(made.recipes, 'nowhere.txt') }));
    expect(closed.body).toMatchObject({ error: { code: 'DOCUMENT_UNKNOWN' } });
  });

  it('are told of a field that is misspelt', async () => {
    const { body } = await ask('/search', { query: 'soup', limmit: 3 });
    expect(body).toMatchObject({
      error: { code: 'INPUT_INVALID', cause: expect.stringContaining('"limmit"') },
    });
  });

  it('cannot ask what only the whole library answers', async () => {
    for (const path of [
      '/duplicates',
      '/matches',
      '/searches',
      '/where',
      '/library/forget',
      '/rpc/agents/allow',
    ])
      expect(await ask(path, {})).toMatchObject({ status: 404, body: { error: { code: 'CALL_UNKNOWN' } } });
    expect((await ask('/errors')).status).toBe(404);
  });

  it('hear what helps where no folder is open, and so does who starts to serve them', async () => {
    await made.client.agents.allow({ path: made.recipes, allowed: false });
    try {
      expect((await ask('/status')).body).toMatchObject({
        error: { code: 'AGENTS_NOT_ALLOWED', remedy: expect.stringContaining('inkling agents allow') },
      });
      await using alone = await inklingListening('serve', '--library', made.library);
      expect(alone.said.err).toContain('No folder is open');
      await using all = await inklingListening('serve', '--all', '--library', made.library);
      expect(all.said.err).toContain('whole library');
      const read = await askAsScript(all, '/document', { input: { path: join(made.diary, 'monday.txt') } });
      expect(read.body['text']).toContain('zanzibar');
    } finally {
      await made.client.agents.allow({ path: made.recipes, allowed: true });
    }
  });
});
