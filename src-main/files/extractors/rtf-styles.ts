const HEADING_NAME = /^heading (\d)\b/i;

/** The styles of a document that are headings, by number. */
export class RtfStyles {
  readonly #levels = new Map<number, number>();
  #number = 0;
  #name = '';
  #level: number | null = null;

  /** Word counts from 0; 9 is body text. */
  static levelOfOutline(outlineLevel: number): number | null {
    return outlineLevel >= 0 && outlineLevel < 9 ? outlineLevel + 1 : null;
  }

  levelOf(style: number): number | null {
    return this.#levels.get(style) ?? null;
  }

  begin(): void {
    this.#number = 0;
    this.#name = '';
    this.#level = null;
  }

  control(word: string, parameter: number | null): void {
    if (word === 's') this.#number = parameter ?? 0;
    else if (word === 'outlinelevel') this.#level = RtfStyles.levelOfOutline(parameter ?? 9);
  }

  add(text: string): void {
    this.#name += text;
  }

  end(): void {
    const name = this.#name.split(';', 1).join('').trim();
    const named = HEADING_NAME.exec(name)?.[1];
    const level = name.toLowerCase() === 'title' ? 0 : named === undefined ? this.#level : Number(named);
    if (level !== null) this.#levels.set(this.#number, level);
    this.begin();
  }
}
