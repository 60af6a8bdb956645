import { TYPE } from './mapi-mail.ts';
import type { MapiValue } from './mapi-mail.ts';

const IS_MULTIPLE = 0x1000;
const FIRST_NAMED = 0x8000;
const VALUE_LIMIT = 10_000;
const VARIABLE: ReadonlySet<number> = new Set([TYPE.string, TYPE.wideString, TYPE.binary, TYPE.object]);
/** Bytes of values of fixed length; all others have four. */
const LONG: Readonly<Record<number, number>> = { 0x05: 8, 0x06: 8, 0x07: 8, 0x14: 8, 0x40: 8, 0x48: 16 };

/** The properties in an attribute of a TNEF file, up to the first that is broken. */
export function readTnefValues(content: Buffer): ReadonlyMap<number, MapiValue> {
  const values = new Map<number, MapiValue>();
  try {
    const reader = new ValueReader(content);
    for (let left = Math.min(reader.number(), VALUE_LIMIT); left > 0; left--) reader.readInto(values);
  } catch {
    // Cut short: what was read so far stands.
  }
  return values;
}

class ValueReader {
  readonly #content: Buffer;
  #at = 0;

  constructor(content: Buffer) {
    this.#content = content;
  }

  number(): number {
    this.#at += 4;
    return this.#content.readUInt32LE(this.#at - 4);
  }

  readInto(values: Map<number, MapiValue>): void {
    const tag = this.number();
    const property = tag >>> 16;
    const type = tag & 0xffff & ~IS_MULTIPLE;
    if (property >= FIRST_NAMED) this.#skipName();
    const isMultiple = (tag & IS_MULTIPLE) !== 0;
    const isVariable = VARIABLE.has(type);
    const count = isMultiple || isVariable ? Math.min(this.number(), VALUE_LIMIT) : 1;
    for (let index = 0; index < count; index++) {
      const bytes = this.#bytes(isVariable ? this.number() : (LONG[type] ?? 4));
      if (index === 0 && property < FIRST_NAMED) values.set(property, { type, bytes });
    }
  }

  #skipName(): void {
    this.#at += 16;
    if (this.number() === 0) this.#at += 4;
    else this.#bytes(this.number());
  }

  /** Values fill up to a multiple of four bytes. */
  #bytes(length: number): Buffer {
    const bytes = this.#content.subarray(this.#at, this.#at + length);
    if (bytes.length < length) throw new RangeError('cut short');
    this.#at += (length + 3) & ~3;
    return bytes;
  }
}
