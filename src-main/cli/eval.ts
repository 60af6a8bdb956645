import { resolve } from 'node:path';

import { Option } from 'commander';
import type { Command } from 'commander';

import type { EvalOutput, SearchMode } from '../contract/index.ts';
import type { Spawn } from '../lib/processes.ts';
import { command } from './common-options.ts';
import type { CommonOptions } from './common-options.ts';
import { SEARCH_MODES } from './search.ts';
import type { Terminal } from './terminal.ts';

/** What the measurement itself needs; it makes and removes a library of its own. */
export interface EvaluateOptions {
  /** The folder of a data set. */
  readonly dataset: string;
  readonly mode: SearchMode;
  /** Store every heavy vector before the first query. */
  readonly stored: boolean;
  readonly spawn: Spawn;
  readonly signal: AbortSignal;
  readonly onProgress: (text: string) => void;
}

export type EvaluateDataset = (options: EvaluateOptions) => Promise<EvalOutput>;

interface EvalOptions extends CommonOptions {
  readonly mode: SearchMode;
  readonly stored?: boolean;
}

/** `load` gives the measurement when it is called for: it wires a whole engine. */
export function evalCommand(terminal: Terminal, load: () => Promise<EvaluateDataset>): Command {
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
      const [evaluate, { spawnChild }] = await Promise.all([load(), import('../rpc/child-spawn.ts')]);
      const options = { dataset: resolve(dataset), mode, stored, spawn: spawnChild };
      const output = await evaluate({ ...options, signal: terminal.interrupted, onProgress: terminal.note });
      terminal.print(json ? JSON.stringify(output) : evalText(output));
    });
}

function evalText(output: EvalOutput): string {
  const figures = Object.entries(output).filter(
    (entry): entry is [string, number] => typeof entry[1] === 'number',
  );
  return figures.map(([name, value]) => `${name.padEnd(12)} ${Number(value.toFixed(4))}`).join('\n');
}
