import { join } from 'node:path';

import type { ScriptsReach } from '../../src-main/rpc/serve-scripts.ts';
import type { AgentLibrary } from './agent-library.ts';

/** Where scripts are answered, and by which token. */
export interface Served {
  readonly url: string;
  readonly token: string;
}

/** Asks as a script does; a text is sent as it is, and where nothing is sent the answer is got. */
export async function askAsScript(
  { url, token }: Served,
  path: string,
  { input, headers = {} }: { readonly input?: unknown; readonly headers?: Record<string, string> } = {},
) {
  const answer = await fetch(`${url}${path}`, {
    method: input === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
    ...(input !== undefined && { body: typeof input === 'string' ? input : JSON.stringify(input) }),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

interface Operation {
  readonly operationId: string;
  readonly requestBody?: {
    readonly content: {
      readonly 'application/json': { readonly schema: { readonly properties?: Record<string, unknown> } };
    };
  };
}

/** Every call of a document, with the names of what it takes. */
export function operationsOf({ paths }: OpenApi) {
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, { requestBody }]) => {
      const { properties = {} } = requestBody?.content['application/json'].schema ?? {};
      return { path, method, takes: Object.keys(properties) };
    }),
  );
}

/** What is answered, by path: of the whole library, or of what is open in it. */
export function soundInputs(
  { recipes }: AgentLibrary,
  reach: ScriptsReach,
): Readonly<Record<string, Record<string, unknown>>> {
  const path = join(recipes, 'bread.md');
  const both = {
    '/search': { query: 'bread', mode: 'light' },
    '/document': { path },
    '/similar': { path },
    '/topic': { name: 'Soups' },
  };
  if (reach === 'opened') return both;
  return {
    ...both,
    '/search/complete': { query: 'type:', caret: 5 },
    '/matches': { query: 'soup' },
    '/searches': {},
    '/searches/news': {},
    '/versions': { path },
    '/where': { text: 'let it rest overnight in the fridge' },
    '/duplicates': {},
    '/difference': { left: path, right: join(recipes, 'soup-1.txt') },
    '/quotes': { path },
    '/topic': { id: 1 },
    '/topics/unlabelled': {},
  };
}
