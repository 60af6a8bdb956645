import { resolve } from 'node:path';

import { Option } from 'commander';
import type { Command } from 'commander';

import type { EvalOutput, LabellingOutput, SearchMode } from '../contract/index.ts';
import type { MeasuredLabels } from '../engine/index.ts';
import { command } from './common-options.ts';
import type { CommonOptions } from './common-options.ts';
import { SEARCH_MODES } from './search.ts';
import type { Terminal } from './terminal.ts';
import { printable, textWidth } from './text-width.ts';

interface EvalOptions extends CommonOptions {
  readonly mode: SearchMode;
  readonly stored?: boolean;
}

const FORMATS = `
A data set for search is a folder with corpus.jsonl, queries.jsonl and qrels.tsv, as BEIR has them:
  corpus.jsonl   {"_id": "lease", "title": "Lease", "text": "The tenant pays the rent."}
  queries.jsonl  {"_id": "q1", "text": "who pays rent"}
  qrels.tsv      a line of names, then query, document and grade (0 is none), tabs between them

A data set for labels is a folder with docs.jsonl and labels.json:
  docs.jsonl     a document each line; one whose label is null, or not in labels.json, belongs to none
                 {"_id": "1", "text": "Knead the dough.", "label": "Bread"}
                 {"_id": "2", "title": "Krill", "text": "What whales eat.", "label": "Whales"}
  labels.json    the labels, and the words they are found by
                 [{"name": "Bread", "keywords": ["dough", "oven"]},
                  {"name": "Whales", "keywords": ["whale", "ocean"]}]`;

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
    .addHelpText('after', FORMATS)
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

function labellingOutput(quality: MeasuredLabels): LabellingOutput {
  const { micro, macro, auc, labels, confusion, documents, unlabelled } = quality;
  return {
    micro_f1: micro,
    macro_f1: macro,
    mean_auc: auc,
    documents,
    unlabelled,
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
    (entry): entry is [string, number | null] => entry[1] === null || typeof entry[1] === 'number',
  );
  const lines = figures.map(([name, value]) => `${name.padEnd(12)} ${figureText(value)}`);
  return 'labels' in output
    ? [...lines, '', confusionText(output), ...unmeasuredText(output)].join('\n')
    : lines.join('\n');
}

function figureText(value: number | null): string {
  return value === null ? 'not measurable' : String(Number(value.toFixed(4)));
}

/** Documents by the label they have (rows) and the one they got (columns). */
function confusionText({ labels }: LabellingOutput): string {
  const names = labels.map(({ label }) => printable(label));
  const width = Math.max(...names.map(textWidth), 6) + 2;
  const head = labels.map((_, column) => String(column + 1).padStart(6)).join('');
  const rows = labels.map(({ f1, auc, given }, row) => {
    const name = names[row]! + ' '.repeat(width - textWidth(names[row]!));
    // Not by the order of `given`: an object has names that are numbers first.
    const counts = labels.map(({ label }) => String(given[label] ?? 0).padStart(6));
    const area = auc === null ? '  –  ' : auc.toFixed(3);
    return `${String(row + 1).padStart(3)} ${name}${f1.toFixed(3)}  ${area}${counts.join('')}`;
  });
  return [`    ${'label'.padEnd(width)}F1     AUC  ${head}`, ...rows].join('\n');
}

/** What is left out of the mean, and why. */
function unmeasuredText({ labels }: LabellingOutput): string[] {
  const lines = labels
    .filter(({ auc }) => auc === null)
    .map(({ label, given }) => {
      const isHeld = Object.values(given).some((count) => count > 0);
      const why = isHeld ? 'every document has it' : 'no document has it';
      return `AUC of ${printable(label)}: not measurable, for ${why}; left out of the mean.`;
    });
  return lines.length === 0 ? [] : ['', ...lines];
}
