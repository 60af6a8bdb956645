import { resolve } from 'node:path';

import { Command, Option } from 'commander';

import type {
  Model,
  ModelImport,
  ModelImportOutput,
  ModelRemoveOutput,
  ModelsOutput,
  ModelUseOutput,
} from '../contract/index.ts';
import type { Connection } from '../rpc/connect.ts';
import { command, withEngine } from './common-options.ts';
import type { CommonOptions } from './common-options.ts';
import { engineEnded } from './engine-ended.ts';
import { bytes } from './numbers.ts';
import type { Terminal } from './terminal.ts';

/** As the contract has it; named here so that help need not load it. */
const POOLINGS: readonly ModelImport['pooling'][] = ['mean', 'cls'];

interface ImportOptions extends CommonOptions {
  readonly name?: string;
  readonly pooling: ModelImport['pooling'];
}

export function modelsCommand(terminal: Terminal): Command {
  return new Command('models')
    .description('The models that read meaning.')
    .addCommand(listCommand(terminal))
    .addCommand(importCommand(terminal))
    .addCommand(useCommand(terminal))
    .addCommand(removeCommand(terminal));
}

function listCommand(terminal: Terminal): Command {
  return command({
    name: 'list',
    description: 'Models that are there, with source and licence; those in use have a star.',
    examples: [['inkling models list', 'one line each']],
  }).action(async (options: CommonOptions) => {
    const { models } = await withEngine(options, ({ client }) => client.engine.models());
    const output: ModelsOutput = { models: models.map(modelOutput) };
    terminal.print(options.json ? JSON.stringify(output) : models.map(modelText).join('\n'));
  });
}

function importCommand(terminal: Terminal): Command {
  return command({
    name: 'import',
    description: 'Copy a model of yours into the library: an ONNX encoder that turns texts into vectors.',
    examples: [
      ['inkling models import ~/bge-small-en-v1.5 --pooling cls', 'under the name of its folder'],
      ['inkling models import ~/Downloads/onnx --name e5-small', 'under a name of your own'],
    ],
  })
    .argument('<dir>', 'a folder that holds model.onnx and tokenizer.json')
    .option('--name <name>', 'small letters, digits, dots and hyphens')
    .addOption(
      new Option('--pooling <pooling>', "how tokens become one vector; the model's own documentation tells")
        .choices(POOLINGS)
        .default('mean'),
    )
    .action(async (folder: string, options: ImportOptions) => {
      const model = await withEngine(options, ({ client }) => {
        const { name, pooling } = options;
        const signal = terminal.interrupted;
        return client.engine.importModel({ folder: resolve(folder), name, pooling }, { signal });
      });
      const output: ModelImportOutput = { model: modelOutput(model) };
      const text = `${modelText(model)}\nRead closely with it: inkling models use ${model.name}`;
      terminal.print(options.json ? JSON.stringify(output) : text);
    });
}

function useCommand(terminal: Terminal): Command {
  return command({
    name: 'use',
    description:
      'Choose the model that reads closely. Vectors of the one before are kept for when it is back.',
    examples: [
      ['inkling models use bge-small-en-v1.5', 'one that was imported'],
      ['inkling models use minilm-l6-v2', 'the one that comes with Inkling'],
    ],
  })
    .argument('<name>', 'as `inkling models list` has it')
    .action(async (name: string, options: CommonOptions) => {
      const { model, restarting } = await withEngine(options, (connection) => use(name, connection));
      const output: ModelUseOutput = { model: modelOutput(model), restarted: restarting };
      terminal.print(options.json ? JSON.stringify(output) : useText(model.name, restarting));
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

/** Waits for the engine's end, so that the next command meets the new model. */
async function use(name: string, connection: Connection) {
  const used = await connection.client.engine.useModel({ name });
  if (used.restarting) await engineEnded(connection);
  return used;
}

function useText(name: string, restarted: boolean): string {
  return restarted
    ? `${name} reads closely from now on; the engine has ended and comes back with it, open pages by themselves.`
    : `${name} reads closely already.`;
}

function modelOutput({ inUse, ...model }: Model): ModelImportOutput['model'] {
  return { ...model, in_use: inUse };
}

function modelText({ name, kind, dimensions, bytes: size, licence, source, inUse }: Model): string {
  const facts = [kind, `${dimensions} dimensions`, bytes(size), licence, source].join(', ');
  return `${inUse ? '*' : ' '} ${name}: ${facts}`;
}
