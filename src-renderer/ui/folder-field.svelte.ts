const PAUSE_MS = 80;
/** More than this is no help in choosing. */
const MOST = 8;

type Complete = (prefix: string, signal: AbortSignal) => Promise<readonly string[]>;

/** A path being typed, and the folders that begin like it. */
export class FolderField {
  text = $state('');
  folders = $state.raw<readonly string[]>([]);
  /** Index of the suggestion that Enter takes; −1: what is typed. */
  at = $state(-1);

  #complete: Complete;
  #request: AbortController | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(complete: Complete) {
    this.#complete = complete;
  }

  get open(): boolean {
    return this.folders.length > 0;
  }

  get path(): string {
    const text = this.text.trim();
    return text.length > 1 ? text.replace(/[/\\]+$/, '') || text : text;
  }

  /** What was offered stays until there is better, so that what lies below it does not jump at every key. */
  type(text: string): void {
    this.text = text;
    this.at = -1;
    this.#cancel();
    if (text.trim() === '') this.folders = [];
    else this.#timer = setTimeout(() => void this.#ask(), PAUSE_MS);
  }

  move(step: number): void {
    if (!this.open) return;
    const places = this.folders.length + 1;
    this.at = ((this.at + 1 + step + places) % places) - 1;
  }

  /** Takes a suggestion and offers what lies in it. */
  take(folder: string): void {
    const separator = folder.includes('\\') ? '\\' : '/';
    this.type(folder.endsWith(separator) ? folder : folder + separator);
  }

  /** The suggestion that the arrows reached; false where they reached none. */
  takeReached(): boolean {
    const folder = this.folders[this.at];
    if (folder === undefined) return false;
    this.take(folder);
    return true;
  }

  /** The focus goes elsewhere: the list stays in reach of the mouse, and moves nothing away from under it. */
  leave(): void {
    this.at = -1;
  }

  close(): void {
    this.#cancel();
    this.folders = [];
    this.at = -1;
  }

  #cancel(): void {
    this.#request?.abort();
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  async #ask(): Promise<void> {
    const request = new AbortController();
    this.#request = request;
    try {
      const folders = await this.#complete(this.text, request.signal);
      if (!request.signal.aborted) this.folders = folders.slice(0, MOST);
    } catch {
      // A path can be typed without help.
    }
  }
}
