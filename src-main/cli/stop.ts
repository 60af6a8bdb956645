import type { Command } from 'commander';

import type { StopOutput } from '../contract/index.ts';
import { InklingError } from '../lib/errors.ts';
import { command } from './common-options.ts';
import type { CommonOptions } from './common-options.ts';
import type { Terminal } from './terminal.ts';

export function stopCommand(terminal: Terminal): Command {
  return command({
    name: 'stop',
    description: 'End the engine of a library, whoever uses it. What was read is kept.',
    examples: [['inkling stop', 'nothing of Inkling runs on this library afterwards']],
  }).action(async (options: CommonOptions) => {
    const output: StopOutput = { stopped: await stopEngine(options) };
    const text = output.stopped ? 'The engine has ended.' : 'No engine was running.';
    terminal.print(options.json ? JSON.stringify(output) : text);
  });
}

async function stopEngine({ library }: CommonOptions): Promise<boolean> {
  const { connectEngine } = await import('../rpc/connect.ts');
  const { libraryPath } = await import('../rpc/library-path.ts');
  const { processEnded } = await import('../rpc/process-ended.ts');
  try {
    const options = { library: libraryPath(library), host: 'cli', startNone: true, anyVersion: true };
    const connection = await connectEngine(options);
    await connection.client.engine.stop();
    await connection.ended;
    await processEnded(connection.pid);
    return true;
  } catch (thrown) {
    if (thrown instanceof InklingError && thrown.code === 'ENGINE_NOT_RUNNING') return false;
    throw thrown;
  }
}
