import { fileState } from '../files/open.ts';
import { requireDocument } from '../files/runnable.ts';
import type { Desktop } from '../lib/desktop.ts';
import { atPage } from '../lib/page-viewers.ts';
import { findFile } from './find-file.ts';
import type { Library } from './library.ts';
import type { Readers } from './threads.ts';

export interface OpeningOptions {
  readonly library: Library;
  readonly readers: Readers;
  readonly desktop: Desktop;
}

/** Hands files that the library knows to the system's own programs. */
export class Opening {
  readonly #options: OpeningOptions;

  constructor(options: OpeningOptions) {
    this.#options = options;
  }

  /**
   * Opens a document, or the file that holds it, at a page where its program takes one.
   * @throws InklingError DOCUMENT_UNKNOWN, PROGRAM_NOT_OPENED, NO_DESKTOP, OPEN_FAILED, or why the file cannot be read
   */
  async open(path: string, page: number | null): Promise<{ atPage: boolean }> {
    const { desktop } = this.#options;
    const { file } = await findFile(this.#options, path);
    await requireDocument(file);
    const hasPages = page !== null && path === file && file.toLowerCase().endsWith('.pdf');
    const viewer = hasPages ? atPage(await desktop.pdfProgram(), page) : null;
    if (viewer !== null && (await this.#openedBy(viewer, file))) return { atPage: true };
    await desktop.open(file);
    return { atPage: false };
  }

  /** @throws InklingError DOCUMENT_UNKNOWN, FILE_VANISHED, NO_DESKTOP, OPEN_FAILED */
  async showFolder(path: string): Promise<void> {
    const { file } = await findFile(this.#options, path);
    await fileState(file);
    await this.#options.desktop.showFile(file);
  }

  /** A program whose name is known may be called otherwise here; then the system's own way is taken. */
  async #openedBy(viewer: Parameters<Desktop['open']>[1], file: string): Promise<boolean> {
    return this.#options.desktop.open(file, viewer).then(
      () => true,
      () => false,
    );
  }
}
