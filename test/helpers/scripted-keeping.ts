import { type implement, ORPCError } from '@orpc/server';

import type { contract, FileError, Folder, FolderRule } from '../../src-main/contract/index.ts';

/** What of a scripted engine looking after the library turns. */
interface Turned {
  folders: Folder[];
  errors: FileError[];
}

/** Looking after a library, by script. */
export class ScriptedKeeping {
  connections = 0;
  /** Backups written, and those restored. */
  readonly written: string[] = [];
  readonly restored: string[] = [];
  readonly removed: string[] = [];
  library = '/home/ada/.local/share/inkling';
  isErased = false;
  suggestions = ['How much notice before I leave?', 'Tenancy agreement Lindenweg', 'Letter to Frau Albrecht'];
  readonly #engine: Turned;
  /** What excluding took out of the list of errors. */
  #left: FileError[] = [];

  constructor(engine: Turned) {
    this.#engine = engine;
  }

  rule(path: string, { patterns, meaning }: { [Name in keyof FolderRule]?: FolderRule[Name] | undefined }) {
    const folder = this.#engine.folders.find((each) => each.path === path);
    if (folder === undefined) throw new ORPCError('NOT_FOUND');
    Object.assign(folder, patterns !== undefined && { patterns }, meaning !== undefined && { meaning });
    if (patterns === '') this.#engine.errors = [...this.#engine.errors, ...this.#left.splice(0)];
    return folder;
  }

  exclude(path: string): { folder: string; before: string } {
    const { errors, folders } = this.#engine;
    const folder = folders.find((each) => path.startsWith(`${each.path}/`));
    if (folder === undefined) throw new ORPCError('NOT_FOUND');
    this.#left = errors.filter((error) => error.path === path);
    this.#engine.errors = errors.filter((error) => error.path !== path);
    const before = folder.patterns;
    folder.patterns = `${before}${path.slice(folder.path.length)}`;
    return { folder: folder.path, before };
  }

  erase(): void {
    this.isErased = true;
    this.#engine.folders = [];
    this.#engine.errors = [];
  }
}

export function keepingCalls(os: ReturnType<typeof implement<typeof contract>>, keeping: ScriptedKeeping) {
  const calls = os.keeping;
  const restarting = { restarting: true as const };
  return {
    storage: calls.storage.handler(() => ({
      kinds: [
        { kind: 'words' as const, bytes: 120_000_000 },
        { kind: 'text' as const, bytes: 110_000_000 },
        { kind: 'vectors' as const, bytes: 60_000_000 },
        { kind: 'codes' as const, bytes: 20_000_000 },
        { kind: 'own' as const, bytes: 2_000_000 },
      ],
      measured: Date.now(),
    })),
    rule: calls.rule.handler(({ input: { path, ...rule } }) => keeping.rule(path, rule)),
    wouldLeaveOut: calls.wouldLeaveOut.handler(({ input }) =>
      input.patterns.includes('*.log')
        ? { files: 214, examples: ['build.log', 'old/run.log'] }
        : { files: 0, examples: [] },
    ),
    exclude: calls.exclude.handler(({ input }) => keeping.exclude(input.path)),
    backup: calls.backup.handler(({ input }) => {
      const file = `${input.folder}/${input.name ?? 'inkling-backup-2026-11-22.db'}`;
      keeping.written.push(file);
      return { file, bytes: 90_000 };
    }),
    restore: calls.restore.handler(({ input }) => {
      if (!input.file.endsWith('.db'))
        throw new ORPCError('BAD_REQUEST', {
          data: {
            code: 'BACKUP_UNREADABLE',
            cause: 'The file cannot be restored: it is no backup of Inkling’s.',
            remedy: 'Give a file that a backup of Inkling wrote.',
          },
        });
      keeping.restored.push(input.file);
      return restarting;
    }),
    erase: calls.erase.handler(() => {
      keeping.erase();
      return restarting;
    }),
    move: calls.move.handler(({ input }) => {
      if (input.folder.endsWith('Papers'))
        throw new ORPCError('BAD_REQUEST', {
          data: {
            code: 'MOVE_TARGET_TAKEN',
            cause: `There is something in ${input.folder} already.`,
            remedy: 'Name a new or an empty folder.',
          },
        });
      keeping.library = input.folder;
      return { library: input.folder, ...restarting };
    }),
    removeModel: calls.removeModel.handler(({ input }) => {
      keeping.removed.push(input.name);
      return { bytes: 34_000_000 };
    }),
    about: calls.about.handler(() => ({
      version: '0.1.0',
      started: Date.now() - 3_600_000,
      connections: keeping.connections,
    })),
    licences: calls.licences.handler(() => ({
      packages: [
        { name: 'better-sqlite3', version: '13.2.0', licence: 'MIT', text: 'MIT License …' },
        { name: 'zod', version: '4.6.7', licence: 'MIT', text: 'MIT License …' },
      ],
    })),
    suggestions: calls.suggestions.handler(({ input }) => ({
      queries: keeping.suggestions.slice(0, input.limit),
    })),
  };
}
