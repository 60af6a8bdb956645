import { Command } from 'commander';

import type { Model, ModelsOutput } from '../contract/index.ts';
import { command, withEngine } from './common-options.ts';
import type { CommonOptions } from './common-options.ts';
import { bytes } from './numbers.ts';
import type { Terminal } from './terminal.ts';

export function modelsCommand(terminal: Terminal): Command {
  return new Command('models').description('The models that read meaning.').addCommand(listCommand(terminal));
}

function listCommand(terminal: Terminal): Command {
  return command({
    name: 'list',
    description: 'Models that are there, with source and licence.',
    examples: [['inkling models list', 'one line each']],
  }).action(async (options: CommonOptions) => {
    const { models } = await withEngine(options, ({ client }) => client.engine.models());
    const output: ModelsOutput = {
      models: models.map(({ inUse, ...model }) => ({ ...model, in_use: inUse })),
    };
    terminal.print(options.json ? JSON.stringify(output) : models.map(modelText).join('\n'));
  });
}

function modelText({ name, kind, dimensions, bytes: size, licence, source, inUse }: Model): string {
  const facts = [kind, `${dimensions} dimensions`, bytes(size), licence, source].join(', ');
  return `${inUse ? '*' : ' '} ${name}: ${facts}`;
}
