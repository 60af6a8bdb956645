import { failureText } from '../api/failure.ts';
import type { Folder, LeftOut } from '../api/types.ts';
import { counted } from '../lib/format.ts';
import type { Library } from './library.svelte.ts';

const PAUSE_MS = 200;

/** "Leaves out 214 files: build.log, old/run.log …" */
export function leftOutText(leftOut: LeftOut | null): string {
  if (leftOut === null) return '';
  const { files, examples } = leftOut;
  if (files === 0) return 'Leaves out none of the files known now.';
  const more = files > examples.length ? ' …' : '';
  return `Leaves out ${counted(files, 'file')}: ${examples.join(', ')}${more}`;
}

/** The rule of one folder, being changed. */
export class FolderRuleForm {
  patterns = $state('');
  meaning = $state(true);
  /** What the patterns would leave out; null until it is known. */
  leftOut = $state.raw<LeftOut | null>(null);
  busy = $state(false);
  failed = $state<string>();

  readonly folder: Folder;
  readonly #library: Library;
  #asking: AbortController | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(library: Library, folder: Folder) {
    this.#library = library;
    this.folder = folder;
    this.patterns = folder.patterns;
    this.meaning = folder.meaning;
  }

  get changed(): boolean {
    return this.patterns !== this.folder.patterns || this.meaning !== this.folder.meaning;
  }

  type(patterns: string): void {
    this.patterns = patterns;
    this.#asking?.abort();
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.count(), PAUSE_MS);
  }

  /** Of the files that are known now; what is left out already is not among them. */
  async count(): Promise<void> {
    const asking = new AbortController();
    this.#asking = asking;
    try {
      const leftOut = await this.#library.wouldLeaveOut(this.folder.path, this.patterns, asking.signal);
      if (!asking.signal.aborted) this.leftOut = leftOut;
    } catch {
      // A rule can be saved without a count.
      if (!asking.signal.aborted) this.leftOut = null;
    }
  }

  /** Answers whether it was saved. */
  async save(): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    const { patterns, meaning } = this;
    const failure = await this.#library.rule(this.folder.path, { patterns, meaning });
    this.failed = failure === null ? undefined : failureText(failure);
    this.busy = false;
    return failure === null;
  }

  end(): void {
    this.#asking?.abort();
    if (this.#timer !== null) clearTimeout(this.#timer);
  }
}
