export interface RtfHandler {
  /** True while nothing but the ends of groups matters. */
  readonly isSkipping: boolean;
  open(): void;
  close(): void;
  /** A control word and its number, if it has one. */
  control(word: string, parameter: number | null): void;
  /** A control that is one sign: `\~`, `\*`. */
  symbol(sign: string): void;
  /** A byte of text in the encoding of its font, plain or as `\'hh`. */
  byte(byte: number): void;
}

const [OPEN, CLOSE, BACKSLASH, QUOTE, MINUS, BLANK] = [0x7b, 0x7d, 0x5c, 0x27, 0x2d, 0x20];
/** The longest word that the specification allows. */
const WORD_LENGTH = 32;
const DIGITS = 10;

/** Follows RTF from token to token; every byte is looked at once. */
export function readRtf(bytes: Uint8Array, handler: RtfHandler): void {
  let at = 0;
  while (at < bytes.length) {
    const byte = bytes[at++] ?? 0;
    if (byte === BACKSLASH) at = readControl(bytes, at, handler);
    else if (byte === OPEN) handler.open();
    else if (byte === CLOSE) handler.close();
    else if (byte >= BLANK && !handler.isSkipping) handler.byte(byte);
    else if (byte === 0x09) handler.control('tab', null);
  }
}

function readControl(bytes: Uint8Array, start: number, handler: RtfHandler): number {
  let at = start;
  while (at - start < WORD_LENGTH && isLetter(bytes[at])) at++;
  if (at === start) return readSymbol(bytes, at, handler);
  const word = latin1(bytes, start, at);
  const numberAt = at;
  if (bytes[at] === MINUS) at++;
  while (at - numberAt < DIGITS && isDigit(bytes[at])) at++;
  const parameter = at === numberAt ? null : Number(latin1(bytes, numberAt, at)) || 0;
  if (bytes[at] === BLANK) at++;
  // Binary data stands as it is, braces and all.
  if (word === 'bin') return at + Math.max(0, parameter ?? 0);
  handler.control(word, parameter);
  return at;
}

function readSymbol(bytes: Uint8Array, at: number, handler: RtfHandler): number {
  const sign = bytes[at];
  if (sign === undefined) return at;
  if (sign !== QUOTE) {
    handler.symbol(String.fromCharCode(sign));
    return at + 1;
  }
  const byte = Number.parseInt(latin1(bytes, at + 1, at + 3), 16);
  if (!Number.isNaN(byte) && !handler.isSkipping) handler.byte(byte);
  return at + 3;
}

function isLetter(byte: number | undefined): boolean {
  return byte !== undefined && ((byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a));
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}

function latin1(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(
    bytes.buffer,
    bytes.byteOffset + start,
    Math.max(0, Math.min(end, bytes.length) - start),
  ).toString('latin1');
}
