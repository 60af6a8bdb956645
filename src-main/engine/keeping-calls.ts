import type { Engine } from './engine.ts';
import type { Keeping, KeepingCalls } from './keeping.ts';

/** The calls that look after a library. */
export function keepingCalls(keeping: Keeping): Pick<Engine, keyof KeepingCalls> {
  return {
    storage: () => keeping.storage(),
    ruleFolder: (path, rule) => keeping.ruleFolder(path, rule),
    wouldLeaveOut: (path, patterns) => keeping.wouldLeaveOut(path, patterns),
    exclude: (path) => keeping.exclude(path),
    backup: (folder, name) => keeping.backup(folder, name),
    restore: (file) => keeping.restore(file),
    erase: () => keeping.erase(),
    move: (folder) => keeping.move(folder),
    isMoving: () => keeping.isMoving(),
    removeModel: (name) => keeping.removeModel(name),
    about: () => keeping.about(),
    licences: () => keeping.licences(),
    suggestions: (limit) => keeping.suggestions(limit),
  };
}
