import { resolve } from 'node:path';

import { Option } from 'commander';
import type { Command } from 'commander';

import type { EvalOutput, SearchMode } from '../contract/index.ts';
import { command } from './common-options.ts';
import type { CommonOptions } from './common-options.ts';
import { SEARCH_MODES } from './search.ts';
import type { Terminal } from './terminal.ts';

interface EvalOptions extends CommonOptions {
  readonly mode: SearchMode;
  readonly stored?: boolean;
}

export function evalCommand(terminal: Terminal): Command {
  return command({
    name: 'eval',
    description: 'Measure search on a data set with known answers, in a temporary library.',
    examples: [
      ['inkling eval corpora/ir-scifact --mode deep', 'nothing stored, vectors made on the fly'],
      ['inkling eval corpora/ir-scifact --stored --json', 'every vector stored first; the figures as JSON'],
    ],
  })
    .argument('<dataset>', 'folder of a data set')
    .addOption(new Option('--mode <mode>', 'how closely to read').choices(SEARCH_MODES).default('close'))
    .option('--stored', 'store every heavy vector first')
    .action(async (dataset: string, { mode, stored = false, json }: EvalOptions) => {
      // It wires a whole engine, which other commands never load.
      const [{ evaluateDataset }, { spawnChild }] = await Promise.all([
        import('../engine/index.ts'),
        import('../rpc/child-spawn.ts'),
      ]);
      const output: EvalOutput = await evaluateDataset({
        dataset: resolve(dataset),
        mode,
        stored: Number(stored),
        spawn: spawnChild,
        signal: terminal.interrupted,
        onProgress: terminal.note,
      });
      terminal.print(json ? JSON.stringify(output) : evalText(output));
    });
}

function evalText(output: EvalOutput): string {
  const figures = Object.entries(output).filter(
    (entry): entry is [string, number] => typeof entry[1] === 'number',
  );
  return figures.map(([name, value]) => `${name.padEnd(12)} ${Number(value.toFixed(4))}`).join('\n');
}
