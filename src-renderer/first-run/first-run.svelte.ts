import { ENGINE_AWAY, failureText } from '../api/failure.ts';
import type { Library } from '../library/library.svelte.ts';
import { FolderField } from '../ui/folder-field.svelte.ts';

/** The folders a person picks before anything is read. */
export class FirstRunState {
  picked = $state<string[]>([]);
  failed = $state.raw<ReadonlyMap<string, string>>(new Map());
  starting = $state(false);
  readonly field: FolderField;
  #library: Library;

  constructor(library: Library) {
    this.#library = library;
    this.field = new FolderField((prefix, signal) => library.complete(prefix, signal));
  }

  get ready(): boolean {
    return !this.starting && (this.picked.length > 0 || this.field.path !== '');
  }

  pick(): void {
    const { path } = this.field;
    if (path !== '' && !this.picked.includes(path)) this.picked.push(path);
    this.field.type('');
  }

  drop(path: string): void {
    this.picked = this.picked.filter((other) => other !== path);
    this.failed = new Map([...this.failed].filter(([failed]) => failed !== path));
  }

  /** True when at least one folder is being read and none was refused. */
  async start(): Promise<boolean> {
    this.pick();
    this.starting = true;
    const failed = new Map<string, string>();
    for (const path of this.picked) {
      const failure = await this.#library.add(path);
      if (failure === null) this.drop(path);
      else failed.set(path, failureText(failure));
      if (failure?.code === ENGINE_AWAY) break;
    }
    this.failed = failed;
    this.starting = false;
    return failed.size === 0;
  }
}
