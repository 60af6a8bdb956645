import { cleanCharacters } from '../normalise.ts';
import { attributeOf } from './xml-events.ts';

/** Elements that are written anew from others, or are words of the program. */
export const LEFT_OUT: ReadonlySet<string> = new Set([
  'tracked-changes',
  'table-of-content',
  'note-citation',
  'ruby-text',
  'forms',
]);
/** Elements that hold text of their own; words between others are a producer's white space. */
const PARAGRAPHS: ReadonlySet<string> = new Set(['p', 'h']);
/** What a picture shows; or a field in a paragraph, which has the same names. */
const CAPTIONS: ReadonlySet<string> = new Set(['title', 'desc']);
/** Blanks that one element may stand for. */
const BLANK_LIMIT = 100;
const HEADING_STYLE = /^Heading(?:_20_| )?(\d)$/;
/** Chains of styles are short; a loop among them must end. */
const CHAIN_LIMIT = 20;

export interface Paragraph {
  text: string;
  /** 0 is the title. */
  readonly level: number | null;
  /** Who wrote a comment and when: words between the paragraphs of it. */
  readonly isSilent: boolean;
  /** True for words that belong to the paragraph around them. */
  readonly isInline: boolean;
}

const PLAIN = { level: null, isSilent: false, isInline: false } as const;

/** The paragraphs under way: a note or a text box begins within one. */
export class OpenDocumentParagraphs {
  readonly #open: Paragraph[] = [];
  #isBody = false;
  readonly #parents = new Map<string, string>();

  /** Whether the element is one of these, or is characters of the paragraph that is open. */
  begin(name: string, attributes: Readonly<Record<string, string>>): boolean {
    if (name === 'body') this.#isBody = true;
    if (PARAGRAPHS.has(name) && this.#isBody) {
      this.#open.push({ ...PLAIN, text: '', level: this.#levelOf(name, attributes) });
    } else if (CAPTIONS.has(name) && this.#isBody) {
      this.#open.push({ ...PLAIN, text: '', isInline: this.#open.length > 0 });
    } else if (name === 'annotation') this.#open.push({ ...PLAIN, text: '', isSilent: true });
    else if (name === 'style') this.#addStyle(attributes);
    else return this.#addCharacters(name, attributes);
    return true;
  }

  add(text: string): void {
    const paragraph = this.#open.at(-1);
    if (paragraph !== undefined && !paragraph.isSilent) paragraph.text += text;
  }

  /** The paragraph that this element ends; null where it ends none that has words. */
  end(name: string): Paragraph | null {
    if (name !== 'annotation' && !((PARAGRAPHS.has(name) || CAPTIONS.has(name)) && this.#isBody)) return null;
    const paragraph = this.#open.pop();
    if (paragraph === undefined || paragraph.isSilent) return null;
    paragraph.text = cleanCharacters(paragraph.text).trim();
    if (paragraph.isInline && paragraph.text !== '') this.add(` ${paragraph.text} `);
    return paragraph.isInline || paragraph.text === '' ? null : paragraph;
  }

  #addStyle(attributes: Readonly<Record<string, string>>): void {
    const name = attributes['style:name'] ?? attributeOf(attributes, 'name');
    this.#parents.set(name, attributeOf(attributes, 'parent-style-name'));
  }

  #addCharacters(name: string, attributes: Readonly<Record<string, string>>): boolean {
    if (name === 's') {
      this.add(' '.repeat(Math.min(Math.max(Number(attributeOf(attributes, 'c')) || 1, 1), BLANK_LIMIT)));
    } else if (name === 'tab' || name === 'tab-stop') this.add('\t');
    else if (name === 'line-break') this.add('\n');
    else return false;
    return true;
  }

  #levelOf(name: string, attributes: Readonly<Record<string, string>>): number | null {
    if (name === 'h') {
      const level = attributeOf(attributes, 'outline-level') || attributeOf(attributes, 'level');
      return Math.max(1, Math.min(Number(level) || 1, 10));
    }
    let style = attributeOf(attributes, 'style-name');
    for (let step = 0; style !== '' && step < CHAIN_LIMIT; step++) {
      if (style === 'Title') return 0;
      const level = HEADING_STYLE.exec(style)?.[1];
      if (level !== undefined) return Number(level);
      style = this.#parents.get(style) ?? '';
    }
    return null;
  }
}
