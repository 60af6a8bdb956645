import { fileURLToPath } from 'node:url';

import { utilityProcess } from 'electron';
import type { UtilityProcess } from 'electron';

import type { ChildHandle, MessageChannelPort, SpawnOptions } from '../lib/processes.ts';

/**
 * Starts children by utilityProcess: a packaged app cannot fork itself, its RunAsNode is off. What a child may read is
 * not bounded here yet.
 */
export function spawnUtility(entry: URL, options: SpawnOptions = {}): ChildHandle {
  const name = options.name ?? 'child';
  const child = utilityProcess.fork(fileURLToPath(entry), [name], {
    serviceName: `inkling ${name}`,
    stdio: 'ignore',
  });
  return {
    port: childPort(child),
    get pid() {
      return child.pid ?? null;
    },
    kill: () => void child.kill(),
    exited: new Promise((resolve) => child.once('exit', (code) => resolve(String(code)))),
  };
}

function childPort(child: UtilityProcess): MessageChannelPort {
  return {
    postMessage: (message) => child.postMessage(message),
    onMessage: (listener) => void child.on('message', listener),
  };
}
