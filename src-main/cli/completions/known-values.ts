import { homedir } from 'node:os';

import type { Client } from '../../rpc/client.ts';
import type { ValueKind, WantedValue } from './wanted-value.ts';

/** A whole word that the one being typed may become. */
export interface KnownValue {
  readonly word: string;
  /** What it is, in few words; '' where it says so itself. */
  readonly about: string;
}

const MOST = 50;

type Ask = (client: Client, typed: string) => Promise<KnownValue[]>;

const ASK: Readonly<Record<ValueKind, Ask>> = {
  query: async (client, typed) => {
    const { items } = await client.search.complete({ query: typed, caret: typed.length, limit: MOST });
    return items.map(({ start, end, text, detail }) => {
      return { word: `${typed.slice(0, start)}${text}${typed.slice(end)}`, about: detail };
    });
  },
  label: async (client) => {
    const { labels } = await client.topics.list();
    return labels.map(({ name, documents }) => ({ word: name, about: `${documents} documents` }));
  },
  folder: async (client, typed) => {
    const { roots } = await client.library.status();
    return roots.map(({ path }) => ({ word: atHome(path, typed), about: '' }));
  },
  search: async (client) => {
    const { searches } = await client.searches.list({});
    return searches.map(({ name, query }) => ({ word: name, about: query }));
  },
  model: (client) => models(client, () => true),
  'own-model': (client) => models(client, ({ source, inUse }) => !inUse && OWN.test(source)),
  catalogue: async (client) => {
    const { catalogue } = await client.engine.models();
    const away = catalogue.filter(({ here }) => !here);
    return away.map(({ name, about }) => ({ word: name, about }));
  },
};

/** A model that came with a person, not with the program. */
const OWN = /imported|fetched/;

type ListedModel = Awaited<ReturnType<Client['engine']['models']>>['models'][number];

async function models(client: Client, isMeant: (model: ListedModel) => boolean): Promise<KnownValue[]> {
  const all = (await client.engine.models()).models.filter(({ kind }) => kind === 'heavy');
  return all.filter(isMeant).map(({ name, licence }) => ({ word: name, about: licence }));
}

/** What the library has for a word that is being typed. */
export async function knownValues(client: Client, { kind, typed }: WantedValue): Promise<KnownValue[]> {
  const known = await ASK[kind](client, typed);
  return known.filter(({ word }) => begins(word, typed)).slice(0, MOST);
}

/** Quotes that a value takes to be one are typed by nobody beforehand. */
function begins(word: string, typed: string): boolean {
  return bare(word).startsWith(bare(typed));
}

function bare(text: string): string {
  return text.toLowerCase().replaceAll('"', '');
}

/** A path as it is being typed: with the sign for the person's own folder where that stands there. */
function atHome(path: string, typed: string): string {
  const home = `${homedir()}/`;
  return typed.startsWith('~/') && path.startsWith(home) ? `~/${path.slice(home.length)}` : path;
}
