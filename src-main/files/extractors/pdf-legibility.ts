import type { Shortfall } from '../extraction.ts';
import { shortfall } from '../reasons.ts';
import type { PageText } from './pdf-pages.ts';

/** A page with this share of unknown letters is not read as people see it. */
const GARBLED_SHARE = 0.3;
/** A cover or a photograph among many pages of text is no shortfall. */
const PICTURED_SHARE = 0.1;

/** What stands where a font does not say which letter it draws; U+0002 is PDFium's own mark of a parted word. */
// oxlint-disable-next-line no-control-regex -- Control characters are what it looks for.
const UNKNOWN_LETTERS = /[\x01\x03-\x08\x0b\x0e-\x1f\ufffd\ue000-\uf8ff]/g;

/** Counts what the pages of a document show, and says what of it cannot be read. */
export class PdfLegibility {
  /** Pages whose words can be read by recognising them alone, one-based. */
  readonly unread: number[] = [];
  #pages = 0;
  #garbled = 0;
  #pictured = 0;
  #wordless = 0;
  #hasText = false;

  /**
   * False where the text of a page stands for nothing and is better left out.
   * @param recognised the words that were recognised on it; '' where there were none, undefined where nobody looked
   */
  accepts({ text, shows }: PageText, recognised?: string): boolean {
    this.#pages++;
    const visible = text.replace(/\s+/g, '').length;
    const unknown = text.match(UNKNOWN_LETTERS)?.length ?? 0;
    const isGarbled = unknown > 0 && unknown >= visible * GARBLED_SHARE;
    const isUnknown = shows === 'letters' || isGarbled;
    if (isUnknown || shows === 'picture') this.unread.push(this.#pages);
    if (recognised) this.#hasText = true;
    else if (isUnknown) this.#garbled++;
    else if (shows === 'picture' && recognised === undefined) this.#pictured++;
    else if (shows === 'picture') this.#wordless++;
    const isAccepted = !isGarbled && visible > 0;
    this.#hasText ||= isAccepted;
    return isAccepted;
  }

  shortfall(): Shortfall | null {
    if (!this.#hasText) return this.#nothingRead();
    if (this.#garbled > 0)
      return shortfall(
        'PDF_GARBLED',
        `${this.#of(this.#garbled)} cannot be told: its fonts do not say which letters they draw.`,
      );
    if (this.#pictured > this.#pages * PICTURED_SHARE)
      return shortfall('PDF_NO_TEXT', `${this.#of(this.#pictured)} is in pictures; the rest is searchable.`);
    return null;
  }

  #nothingRead(): Shortfall {
    if (this.#garbled > 0) return shortfall('PDF_GARBLED');
    if (this.#pictured > 0) return shortfall('PDF_NO_TEXT');
    return shortfall(this.#wordless > 0 ? 'PDF_NO_WORDS' : 'PDF_EMPTY');
  }

  #of(pages: number): string {
    return `The text of ${pages} of ${this.#pages} pages`;
  }
}
