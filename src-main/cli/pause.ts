import type { Command } from 'commander';

import type { PauseOutput } from '../contract/index.ts';
import type { Client } from '../rpc/client.ts';
import { command, givenPath, withEngine } from './common-options.ts';
import type { CommonOptions } from './common-options.ts';
import type { Terminal } from './terminal.ts';
import { printable } from './text-width.ts';

export function pauseCommand(terminal: Terminal): Command {
  return pausing(terminal, true, {
    name: 'pause',
    description:
      'Stop reading a folder, or everything, until it is resumed. What was read stays searchable; nothing is lost.',
    examples: [
      ['inkling pause ~/Mail', 'this folder is not read; its changes are noticed when it is resumed'],
      ['inkling pause', 'nothing is read or deepened'],
    ],
  });
}

export function resumeCommand(terminal: Terminal): Command {
  return pausing(terminal, false, {
    name: 'resume',
    description: 'Go on with a folder that was paused and look it over; or with everything.',
    examples: [
      ['inkling resume ~/Mail', 'what changed meanwhile is read'],
      ['inkling resume', 'reading goes on; folders that were paused by name stay so'],
    ],
  });
}

function pausing(terminal: Terminal, paused: boolean, text: Parameters<typeof command>[0]): Command {
  return command(text)
    .argument('[folder]', 'a folder that was added; everything where none is given')
    .action(async (folder: string | undefined, options: CommonOptions) => {
      const output = await withEngine(options, ({ client }) => pause(client, folder, paused));
      terminal.print(options.json ? JSON.stringify(output) : pauseText(output, paused, folder));
    });
}

async function pause(client: Client, folder: string | undefined, paused: boolean): Promise<PauseOutput> {
  if (folder === undefined) await client.library.pause({ what: paused ? 'all' : 'none' });
  else await client.library.pauseFolder({ path: givenPath(folder), paused });
  const [what, { roots }] = await Promise.all([pauseOf(client), client.library.status()]);
  return { pause: what, folders: roots.map(({ path, paused: isPaused }) => ({ path, paused: isPaused })) };
}

/** How things stand is the first thing that the progress says. */
async function pauseOf(client: Client): Promise<PauseOutput['pause']> {
  const ending = new AbortController();
  try {
    for await (const progress of await client.library.progress(undefined, { signal: ending.signal }))
      return progress.pause;
    return 'none';
  } finally {
    ending.abort();
  }
}

const HELD = { all: 'All reading is paused.', deepening: 'Deepening is paused.', none: null } as const;

/** What the command did where that is not plain from how things stand; then everything that is paused. */
function pauseText({ pause: what, folders }: PauseOutput, paused: boolean, folder?: string): string {
  const goesOn = `Reading goes on${folder === undefined ? '' : ` in ${printable(folder)}`}.`;
  const lines = [
    paused || what === 'all' ? null : goesOn,
    HELD[what],
    ...folders.flatMap((each) => (each.paused ? `Paused: ${printable(each.path)}` : [])),
  ];
  return lines.filter((line) => line !== null).join('\n');
}
