import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { agentLibrary, type AgentLibrary } from '../../helpers/agent-library.ts';
import { expectClear, HOSTILE_VALUES } from '../../helpers/hostile-values.ts';
import { callTool, toolText, TRANSPORTS, type Agent, type Arguments } from '../../helpers/mcp-agents.ts';

let made: AgentLibrary;
beforeAll(async () => {
  made = await agentLibrary();
}, 120_000);
afterAll(() => made?.[Symbol.asyncDispose]());

/** Arguments that are answered, by tool: each is taken and one of them made hostile. */
const sound = (): Readonly<Record<string, Arguments>> => {
  const path = join(made.recipes, 'bread.md');
  return {
    search_documents: { query: 'soup', mode: 'light' },
    read_document: { path },
    similar_documents: { path },
    show_topic: { name: 'Soups' },
    list_topics: {},
    library_status: {},
  };
};

describe.each(TRANSPORTS)('over %s', (_, connect) => {
  let agent: Agent;
  beforeAll(async () => {
    agent = await connect(made.library);
  }, 60_000);
  afterAll(() => agent?.[Symbol.asyncDispose]());

  it('whatever stands in an argument of any tool is answered clearly', async () => {
    const { tools } = await agent.client.listTools();
    expect(tools.map(({ name }) => name).toSorted()).toEqual(Object.keys(sound()).toSorted());
    for (const { name, inputSchema } of tools) {
      const names = [...Object.keys(inputSchema.properties ?? {}), 'unheardOf'];
      for (const argument of names)
        for (const [what, value] of Object.entries(HOSTILE_VALUES)) {
          const given = { ...sound()[name], [argument]: value };
          const result = await callTool(agent.client, name, given);
          const outcome = result.isError ? JSON.parse(toolText(result)) : { text: toolText(result) };
          expectClear(outcome, `${name}, ${argument}: ${what}`);
          expect(toolText(result)).not.toMatch(/zanzibar|root:x:0/);
        }
    }
    expect((await callTool(agent.client, 'library_status')).isError).not.toBe(true);
  }, 120_000);
});
