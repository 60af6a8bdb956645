import { implement } from '@orpc/server';

import { contract } from '../contract/index.ts';
import type { FolderRule } from '../contract/index.ts';
import type { Engine } from '../engine/index.ts';
import { given } from './given.ts';
import type { EngineHost } from './router.ts';

/** The calls that look after a library, one line each. */
export function keepingCalls(engine: Engine, host: EngineHost) {
  const calls = implement(contract).keeping;
  /** What was changed holds from the next start. */
  const restarted = (): { restarting: true } => {
    host.restart();
    return { restarting: true };
  };
  return {
    storage: calls.storage.handler(() => engine.storage()),
    rule: calls.rule.handler(({ input: { path, ...rule } }) =>
      engine.ruleFolder(path, given<FolderRule>(rule)),
    ),
    wouldLeaveOut: calls.wouldLeaveOut.handler(({ input }) =>
      engine.wouldLeaveOut(input.path, input.patterns),
    ),
    exclude: calls.exclude.handler(({ input }) => engine.exclude(input.path)),
    backup: calls.backup.handler(({ input }) => engine.backup(input.folder, input.name)),
    restore: calls.restore.handler(({ input }) => engine.restore(input.file).then(restarted)),
    erase: calls.erase.handler(() => engine.erase().then(restarted)),
    move: calls.move.handler(async ({ input }) => ({
      library: await engine.move(input.folder),
      ...restarted(),
    })),
    removeModel: calls.removeModel.handler(async ({ input }) => ({
      bytes: await engine.removeModel(input.name),
    })),
    about: calls.about.handler(() => ({ version: host.version, ...engine.about() })),
    licences: calls.licences.handler(async () => ({ packages: await engine.licences() })),
    suggestions: calls.suggestions.handler(async ({ input }) => ({
      queries: await engine.suggestions(input.limit),
    })),
  };
}
