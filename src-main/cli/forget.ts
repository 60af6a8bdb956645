import type { Command } from 'commander';

import { command, givenPath, withEngine } from './common-options.ts';
import type { CommonOptions } from './common-options.ts';
import { count } from './numbers.ts';
import type { Terminal } from './terminal.ts';

export function forgetCommand(terminal: Terminal): Command {
  return command({
    name: 'forget',
    description:
      'Take a folder and everything known of it out of the library. Its files stay where they are.',
    examples: [['inkling forget ~/Old', 'nothing of ~/Old is left in the library']],
  })
    .argument('<folder>', 'a folder that was added')
    .action(async (folder: string, options: CommonOptions) => {
      const path = givenPath(folder);
      const output = await withEngine(options, ({ client }) => client.library.forget({ path }));
      const text = `Forgotten: ${count(output.documents)} documents. The files stay where they are.`;
      terminal.print(options.json ? JSON.stringify(output) : text);
    });
}
