import { resolve } from 'node:path';

import { Option } from 'commander';
import type { Command } from 'commander';

import type { Client } from '../rpc/client.ts';
import type {
  CatalogueModel,
  CatalogueOutput,
  Model,
  ModelChange,
  ModelFetch,
  ModelImport,
  ModelImportOutput,
  ModelRemoveOutput,
  ModelsOutput,
  ModelUseOutput,
} from '../contract/index.ts';
import { commandGroup } from './command-group.ts';
import { command, withEngine } from './common-options.ts';
import type { CommonOptions } from './common-options.ts';
import { bytes, share } from './numbers.ts';
import { wholeNumber } from './similar/options.ts';
import type { Terminal } from './terminal.ts';

/** As the contract has it; named here so that help need not load it. */
const POOLINGS: readonly NonNullable<ModelImport['pooling']>[] = ['mean', 'cls', 'last'];

const MOST_DIMENSIONS = 65_536;
/** Languages named one by one. */
const MOST_NAMED = 5;

type ImportOptions = CommonOptions & Omit<ModelImport, 'folder'>;

const HELP = `
Examples:
  inkling models                          what is there; those in use have a star
  inkling models catalogue                what you may bring
  inkling models import ~/e5              one from a folder of yours
  inkling models use e5                   have it read closely from now on`;

export function modelsCommand(terminal: Terminal): Command {
  const commands = [listCommand, catalogueCommand, importCommand, fetchCommand, useCommand, removeCommand];
  const description = 'The models that read meaning: list, bring, choose and remove them.';
  return commandGroup({ name: 'models', description, help: HELP, commands }, terminal);
}

function listCommand(terminal: Terminal): Command {
  return command({
    name: 'list',
    description: 'Models that are there, with source and licence; those in use have a star.',
    examples: [['inkling models list', 'one line each']],
  }).action(async (options: CommonOptions) => {
    const { models, change } = await withEngine(options, ({ client }) => client.engine.models());
    const output: ModelsOutput = { models: models.map(modelOutput), change };
    const lines = [...models.map(modelText), ...(change === null ? [] : [changeText(change)])];
    terminal.print(options.json ? JSON.stringify(output) : lines.join('\n'));
  });
}

function catalogueCommand(terminal: Terminal): Command {
  return command({
    name: 'catalogue',
    description: 'Models that are known to work here and that you may bring: licence, size, languages.',
    examples: [['inkling models catalogue', 'a few lines each; + marks those that are there']],
  }).action(async (options: CommonOptions) => {
    const { catalogue } = await withEngine(options, ({ client }) => client.engine.models());
    const output: CatalogueOutput = { catalogue };
    terminal.print(options.json ? JSON.stringify(output) : catalogue.map(catalogueText).join('\n'));
  });
}

function importCommand(terminal: Terminal): Command {
  return command({
    name: 'import',
    description: 'Copy a model of yours into the library: an ONNX encoder that turns texts into vectors.',
    examples: [
      [
        'inkling models import ~/bge-small-en-v1.5',
        'under the name of its folder, as the catalogue knows it',
      ],
      ['inkling models import ~/mine --pooling cls --languages de,fr', 'one that only you know'],
    ],
  })
    .argument('<dir>', 'a folder that holds model.onnx, or onnx/model.onnx, and tokenizer.json')
    .option('--name <name>', 'small letters, digits, dots and hyphens')
    .addOption(
      new Option(
        '--pooling <pooling>',
        'how tokens become one vector; left out: as its folder or the catalogue says',
      ).choices(POOLINGS),
    )
    .option('--query-prefix <text>', 'what stands before a question, such as "query: "')
    .option('--passage-prefix <text>', 'what stands before a passage')
    .addOption(
      new Option('--dims <n>', 'the first dimensions alone, where it was trained for that').argParser(
        (typed) => wholeNumber(typed, MOST_DIMENSIONS),
      ),
    )
    .addOption(new Option('--languages <codes>', 'those it reads: en,de,…').argParser(commaSeparated))
    .option('--licence <licence>', 'what it may be used under')
    .action(async (folder: string, options: ImportOptions & { readonly dims?: number }) => {
      const model = await withEngine(options, ({ client }) => {
        const { name, pooling, queryPrefix, passagePrefix, dims, languages, licence } = options;
        const said = { name, pooling, queryPrefix, passagePrefix, dimensions: dims, languages, licence };
        const signal = terminal.interrupted;
        return client.engine.importModel({ folder: resolve(folder), ...said }, { signal });
      });
      const output: ModelImportOutput = { model: modelOutput(model) };
      const text = `${modelText(model)}\nRead closely with it: inkling models use ${model.name}`;
      terminal.print(options.json ? JSON.stringify(output) : text);
    });
}

function fetchCommand(terminal: Terminal): Command {
  return command({
    name: 'fetch',
    description:
      'Fetch a model from a hub and import it: the one command that reaches for another computer, and only when you ask.',
    examples: [
      ['inkling models fetch multilingual-e5-small', 'one of `inkling models catalogue`'],
      ['inkling models fetch bge-small-en-v1.5 --from http://nas.local/models', 'from a mirror of your own'],
    ],
  })
    .argument('<name>', "of the catalogue, or a hub's repository: owner/name")
    .option('--from <url>', 'the base address of a hub, or of a mirror with the same paths')
    .action(async (name: string, options: CommonOptions & { readonly from?: string }) => {
      const model = await withEngine(options, ({ client }) =>
        fetched(client, terminal, { name, from: options.from }),
      );
      const output: ModelImportOutput = { model: modelOutput(model) };
      const text = `${modelText(model)}\nRead closely with it: inkling models use ${model.name}`;
      terminal.print(options.json ? JSON.stringify(output) : text);
    });
}

/** Shows how far it is until the model is there. */
async function fetched(client: Client, terminal: Terminal, request: ModelFetch): Promise<Model> {
  const { displayOn } = await import('./progress-display.ts');
  const display = displayOn(terminal);
  try {
    for await (const told of await client.engine.fetchModel(request, { signal: terminal.interrupted })) {
      if (told.model !== null) return told.model;
      const { file, done, total } = told;
      const text = `${file}: ${bytes(done)}${total === null ? '' : ` of ${bytes(total)}`}`;
      display.show({ done, total: total ?? Math.max(1, done), text });
    }
  } finally {
    display.end();
  }
  throw new Error('the engine ended');
}

function useCommand(terminal: Terminal): Command {
  return command({
    name: 'use',
    description:
      'Choose the model that reads closely. Search goes on: what the one before has read answers until it is read anew, then goes.',
    examples: [
      ['inkling models use bge-small-en-v1.5', 'one that was imported'],
      ['inkling models use minilm-l6-v2', 'the one that comes with Inkling'],
    ],
  })
    .argument('<name>', 'as `inkling models list` has it')
    .action(async (name: string, options: CommonOptions) => {
      const { model, changed } = await withEngine(options, ({ client }) => client.engine.useModel({ name }));
      const output: ModelUseOutput = { model: modelOutput(model), restarted: changed };
      terminal.print(options.json ? JSON.stringify(output) : useText(model.name, changed));
    });
}

function removeCommand(terminal: Terminal): Command {
  return command({
    name: 'remove',
    description: 'Delete an imported model with all vectors made by it; gives the space of both back.',
    examples: [['inkling models remove bge-small-en-v1.5', 'one that is not in use']],
  })
    .argument('<name>', 'as `inkling models list` has it')
    .action(async (name: string, options: CommonOptions) => {
      const output: ModelRemoveOutput = await withEngine(options, ({ client }) =>
        client.keeping.removeModel({ name }),
      );
      const text = `${name} is removed; its files took ${bytes(output.bytes)}.`;
      terminal.print(options.json ? JSON.stringify(output) : text);
    });
}

function useText(name: string, changed: boolean): string {
  return changed
    ? `${name} reads from now on. Search goes on meanwhile; \`inkling models list\` tells how far it is.`
    : `${name} reads closely already.`;
}

function changeText({ from, to, done, total }: ModelChange): string {
  const part = share(done, total);
  return `${to} takes the place of ${from}: ${part} of the passages are read anew; ${from} answers for the others.`;
}

function catalogueText(model: CatalogueModel): string {
  const { name, here, licence, megabytes, languages, dimensions, repository, about } = model;
  const facts = [licence, `about ${megabytes} MB`, spoken(languages), `${dimensions} dimensions`].join(', ');
  return `${here ? '+' : ' '} ${name}: ${facts}\n    ${about}\n    ${repository}`;
}

/** All are named where that stays short. */
function spoken(languages: readonly string[]): string {
  if (languages.length === 0) return 'languages unknown';
  return languages.length > MOST_NAMED ? `${languages.length} languages` : languages.join(' ');
}

function commaSeparated(typed: string): string[] {
  return typed.split(',').map((part) => part.trim());
}

function modelOutput({ inUse, ...model }: Model): ModelImportOutput['model'] {
  return { ...model, in_use: inUse };
}

function modelText({
  name,
  kind,
  dimensions,
  bytes: size,
  licence,
  source,
  languages,
  inUse,
}: Model): string {
  const terms = licence === 'unknown' ? 'licence unknown' : licence;
  const facts = [kind, `${dimensions} dimensions`, bytes(size), terms, spoken(languages), source].join(', ');
  return `${inUse ? '*' : ' '} ${name}: ${facts}`;
}
