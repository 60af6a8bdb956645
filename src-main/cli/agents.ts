import { Command } from 'commander';

import type { AgentsOutput, Folder } from '../contract/index.ts';
import type { Client } from '../rpc/client.ts';
import { command, givenPath, withEngine } from './common-options.ts';
import type { CommonOptions } from './common-options.ts';
import type { Terminal } from './terminal.ts';
import { printable } from './text-width.ts';

const WHAT_IT_MEANS =
  'What an agent reads, it may send to the model that runs it, wherever that is. Folders that are not open are not there for it: they are in no answer, no count and no proposal.';

/** `inkling agents`: which folders AI agents, and scripts over `inkling serve`, may search and read. */
export function agentsCommand(terminal: Terminal): Command {
  return new Command('agents')
    .description(
      `Say which folders AI agents (\`inkling mcp\`) and scripts (\`inkling serve\`) may search and read: none, until you allow it. ${WHAT_IT_MEANS}`,
    )
    .addCommand(listCommand(terminal), { isDefault: true })
    .addCommand(allowCommand(terminal, true))
    .addCommand(allowCommand(terminal, false));
}

function listCommand(terminal: Terminal): Command {
  return command({
    name: 'list',
    description: 'List your folders with which of them are open to agents.',
    examples: [['inkling agents list', 'folders that are open, and those that are not']],
  }).action(async (options: CommonOptions) => {
    const output = await withEngine(options, ({ client }) => foldersOf(client));
    terminal.print(options.json ? JSON.stringify(output) : listText(output));
  });
}

function allowCommand(terminal: Terminal, allowed: boolean): Command {
  return command(
    allowed
      ? {
          name: 'allow',
          description:
            'Open a folder to agents and scripts: they may search and read all that Inkling reads of it.',
          examples: [['inkling agents allow ~/Recipes', 'agents find and read what lies there']],
        }
      : {
          name: 'deny',
          description: 'Close a folder to agents and scripts; it holds from the next thing they ask.',
          examples: [['inkling agents deny ~/Recipes', 'for agents it is not there any more']],
        },
  )
    .argument('<folder>', 'a folder that was added')
    .action(async (typed: string, options: CommonOptions) => {
      const path = givenPath(typed);
      const { folder, output } = await withEngine(options, async ({ client }) => ({
        folder: await client.agents.allow({ path, allowed }),
        output: await foldersOf(client),
      }));
      terminal.print(options.json ? JSON.stringify(output) : allowedText(folder));
    });
}

async function foldersOf(client: Client): Promise<AgentsOutput> {
  const { roots } = await client.library.status();
  return { folders: roots.map(({ path, agents }) => ({ path, allowed: agents })) };
}

function allowedText({ path, agents }: Folder): string {
  return agents
    ? `Open to agents: ${printable(path)}\n${WHAT_IT_MEANS}`
    : `Closed to agents: ${printable(path)}`;
}

function listText({ folders }: AgentsOutput): string {
  if (folders.length === 0) return 'There are no folders yet: inkling index FOLDER adds one.';
  return folders
    .map(({ path, allowed }) => `${allowed ? 'open  ' : 'closed'}  ${printable(path)}`)
    .join('\n');
}
