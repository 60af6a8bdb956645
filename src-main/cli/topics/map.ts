import { setTimeout as sleep } from 'node:timers/promises';

import type { Command } from 'commander';

import type { MapOutput, MappedDocument, TopicMap } from '../../contract/index.ts';
import type { Client } from '../../rpc/client.ts';
import { command, withEngine, type CommonOptions } from '../common-options.ts';
import type { Terminal } from '../terminal.ts';
import { printable } from '../text-width.ts';
import { MOST_SHOWN } from './number-option.ts';

const ASKED_AGAIN_MILLISECONDS = 300;
const DIGITS = 4;

export function mapCommand(terminal: Terminal): Command {
  return command({
    name: 'map',
    description: 'Where every document lies on the map, on which those close in meaning lie close together.',
    examples: [['inkling topics map --json', 'places from 0 to 1, paths and labels']],
  }).action(async (options: CommonOptions) => {
    const output = await withEngine(options, ({ client }) => readMap(client));
    terminal.print(options.json ? JSON.stringify(output) : mapText(output, terminal));
  });
}

async function readMap(client: Client): Promise<MapOutput> {
  const map = await madeMap(client);
  const { labels } = await client.topics.list();
  const names = new Map(labels.map(({ id, name }) => [id, name]));
  const known = new Map((await mapped(client, map.documents)).map((each) => [each.document, each]));
  return {
    total: map.total,
    basis: map.basis,
    documents: map.documents.flatMap((document, at) => {
      const { path, title } = known.get(document) ?? {};
      if (path === undefined || title === undefined) return [];
      return { path, title, x: map.x[at]!, y: map.y[at]!, label: names.get(map.labels[at] ?? -1) ?? null };
    }),
  };
}

/** The map once nothing of it is being made. */
async function madeMap(client: Client): Promise<TopicMap> {
  for (;;) {
    const map = await client.topics.map();
    if (map.computing === null) return map;
    await sleep(ASKED_AGAIN_MILLISECONDS);
  }
}

async function mapped(client: Client, documents: readonly number[]): Promise<MappedDocument[]> {
  const found: MappedDocument[] = [];
  for (let from = 0; from < documents.length; from += MOST_SHOWN)
    found.push(
      ...(await client.topics.mapped({ documents: documents.slice(from, from + MOST_SHOWN) })).documents,
    );
  return found;
}

function mapText({ documents, total }: MapOutput, terminal: Terminal): string {
  if (documents.length === 0) return 'No document has been read yet.';
  const lines = documents.map(
    ({ x, y, label, path }) =>
      `${x.toFixed(DIGITS)}  ${y.toFixed(DIGITS)}  ${printable(path)}  ${terminal.dim(printable(label ?? ''))}`,
  );
  const left = total - documents.length;
  return left === 0 ? lines.join('\n') : [...lines, terminal.dim(`and ${left} more`)].join('\n');
}
