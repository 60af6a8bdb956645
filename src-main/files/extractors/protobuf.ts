/** A field of a message of Protocol Buffers; numbers beyond 2⁵³ lose their last digits. */
export interface MessageField {
  readonly number: number;
  /** Bytes of a text, a message or a packed list; null for a number. */
  readonly bytes: Uint8Array | null;
  readonly value: number;
}

const [VARINT, EIGHT_BYTES, BYTES, FOUR_BYTES] = [0, 1, 2, 5];
const NONE = new Uint8Array();

/** The fields of a message in their order, as far as they are whole. */
export function* fieldsOf(message: Uint8Array): Generator<MessageField> {
  for (let at = 0; at < message.length;) {
    const key = varintAt(message, at);
    if (key === null) return;
    const number = Math.floor(key.value / 8);
    const kind = key.value % 8;
    at = key.end;
    if (kind === VARINT || kind === BYTES) {
      const found = varintAt(message, at);
      if (found === null) return;
      at = kind === BYTES ? found.end + found.value : found.end;
      if (at > message.length) return;
      yield { number, value: found.value, bytes: kind === BYTES ? message.subarray(found.end, at) : null };
    } else if (kind === EIGHT_BYTES || kind === FOUR_BYTES) {
      at += kind === EIGHT_BYTES ? 8 : 4;
    } else return;
  }
}

/** The bytes of the first field of a number; none where it is missing. */
export function fieldBytes(message: Uint8Array, number: number): Uint8Array {
  for (const field of fieldsOf(message))
    if (field.number === number && field.bytes !== null) return field.bytes;
  return NONE;
}

/** A number of seven bits a byte, the least first, and where it ends; null where it is cut. */
export function varintAt(
  bytes: Uint8Array,
  start: number,
): { readonly value: number; readonly end: number } | null {
  let value = 0;
  for (let at = start; at < start + 10; at++) {
    const byte = bytes[at];
    if (byte === undefined) return null;
    value += (byte & 0x7f) * 2 ** (7 * (at - start));
    if (byte < 0x80) return { value, end: at + 1 };
  }
  return null;
}
