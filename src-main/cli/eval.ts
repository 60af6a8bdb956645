import { resolve } from 'node:path';

import { Option } from 'commander';
import type { Command } from 'commander';

import type { EvalOutput, LabellingOutput, SearchMode } from '../contract/index.ts';
import type { LabellingQuality } from '../engine/index.ts';
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
    description: 'Measure search, or labels, on a data set with known answers, in a temporary library.',
    examples: [
      ['inkling eval corpora/ir-scifact --mode deep', 'nothing stored, vectors made on the fly'],
      [
        'inkling eval corpora/cls-agnews --stored',
        'labels: F1, areas under the curve, which were mistaken for which',
      ],
      ['inkling eval corpora/ir-scifact --stored --json', 'every vector stored first; the figures as JSON'],
    ],
  })
    .argument('<dataset>', 'folder of a data set')
    .addOption(new Option('--mode <mode>', 'how closely to read').choices(SEARCH_MODES).default('close'))
    .option('--stored', 'store every heavy vector first')
    .action(async (dataset: string, { mode, stored = false, json }: EvalOptions) => {
      // It wires a whole engine, which other commands never load.
      const [{ evaluateDataset, evaluateLabels, isLabelledSet }, { spawnChild }] = await Promise.all([
        import('../engine/index.ts'),
        import('../rpc/child-spawn.ts'),
      ]);
      const folder = resolve(dataset);
      const common = {
        dataset: folder,
        spawn: spawnChild,
        signal: terminal.interrupted,
        onProgress: terminal.note,
      };
      const output: EvalOutput = isLabelledSet(folder)
        ? labellingOutput(await evaluateLabels({ ...common, stored }))
        : await evaluateDataset({ ...common, mode, stored: Number(stored) });
      terminal.print(json ? JSON.stringify(output) : evalText(output));
    });
}

function labellingOutput(quality: LabellingQuality & { readonly documents: number }): LabellingOutput {
  const { micro, macro, auc, labels, confusion, documents } = quality;
  return {
    micro_f1: micro,
    macro_f1: macro,
    mean_auc: auc,
    documents,
    labels: labels.map(({ name, f1, auc: area }, label) => ({
      label: name,
      f1,
      auc: area,
      given: Object.fromEntries(labels.map(({ name: other }, column) => [other, confusion[label]![column]!])),
    })),
  };
}

function evalText(output: EvalOutput): string {
  const figures = Object.entries(output).filter(
    (entry): entry is [string, number] => typeof entry[1] === 'number',
  );
  const lines = figures.map(([name, value]) => `${name.padEnd(12)} ${Number(value.toFixed(4))}`);
  return ['labels' in output ? [...lines, '', confusionText(output)] : lines].flat().join('\n');
}

/** Documents by the label they have (rows) and the one they got (columns). */
function confusionText({ labels }: LabellingOutput): string {
  const width = Math.max(...labels.map(({ label }) => label.length), 6) + 2;
  const head = labels.map((_, column) => String(column + 1).padStart(6)).join('');
  const rows = labels.map(({ label, f1, auc, given }, row) => {
    const counts = Object.values(given).map((count) => String(count).padStart(6));
    return `${String(row + 1).padStart(3)} ${label.padEnd(width)}${f1.toFixed(3)}  ${auc.toFixed(3)}${counts.join('')}`;
  });
  return [`    ${'label'.padEnd(width)}F1     AUC  ${head}`, ...rows].join('\n');
}
