import { decode, encodingExists } from 'iconv-lite';

import { WESTERN, encodingOfCodePage } from '../encoding.ts';

/** Signs of these fonts are pictures, whatever letters their bytes would be. */
const SYMBOLS = 2;
/** The encodings of Windows by the number that a font states. */
const CHARACTER_SETS: Readonly<Record<number, string>> = {
  0: WESTERN,
  77: 'macintosh',
  78: 'cp932',
  80: 'cp936',
  81: 'cp950',
  128: 'cp932',
  129: 'cp949',
  130: 'cp949',
  134: 'cp936',
  136: 'cp950',
  161: 'cp1253',
  162: 'cp1254',
  163: 'cp1258',
  177: 'cp1255',
  178: 'cp1256',
  186: 'cp1257',
  204: 'cp1251',
  222: 'cp874',
  238: 'cp1250',
  254: 'cp437',
  255: 'cp850',
};
const WHOLE_DOCUMENT: Readonly<Record<string, string>> = { mac: 'macintosh', pc: 'cp437', pca: 'cp850' };

/** The encodings of a document: one of its own, and one of each font. */
export class RtfFonts {
  readonly #byFont = new Map<number, string | null>();
  #default = WESTERN;
  #font = 0;
  /** The font in which the text begins. */
  first = 0;

  /** Takes controls of the document's beginning and of its table of fonts. */
  control(word: string, parameter: number | null): void {
    const number = parameter ?? 0;
    if (word === 'ansicpg') this.#default = encodingOfCodePage(number) ?? this.#default;
    else if (word === 'deff') this.first = number;
    else this.#default = WHOLE_DOCUMENT[word] ?? this.#default;
  }

  fontControl(word: string, parameter: number | null): void {
    const number = parameter ?? 0;
    if (word === 'f') this.#font = number;
    else if (word === 'fcharset' && number === SYMBOLS) this.#byFont.set(this.#font, null);
    else if (word === 'fcharset') this.#set(CHARACTER_SETS[number]);
    else if (word === 'cpg' && number > 0) this.#set(encodingOfCodePage(number) ?? undefined);
  }

  decode(bytes: readonly number[], font: number): string {
    const encoding = this.#byFont.get(font);
    return encoding === null ? '' : decode(Buffer.from(bytes), encoding ?? this.#default);
  }

  #set(encoding: string | undefined): void {
    const usable = known(encoding);
    if (usable !== undefined) this.#byFont.set(this.#font, usable);
  }
}

function known(encoding: string | undefined): string | undefined {
  return encoding !== undefined && encodingExists(encoding) ? encoding : undefined;
}
