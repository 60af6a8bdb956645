/** SQLite's variable-length integers: seven bits a byte, the greatest first; the high bit says that more follow. */
export function varints(bytes: Uint8Array): number[] {
  const values: number[] = [];
  const reader = new VarintReader(bytes, 0);
  while (reader.at < bytes.length) values.push(reader.next());
  return values;
}

/** Reads one after the other. */
export class VarintReader {
  readonly #bytes: Uint8Array;
  at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.at = at;
  }

  /** 0 behind the end. */
  next(): number {
    let value = 0;
    for (;;) {
      const byte = this.#bytes[this.at] ?? 0;
      this.at += 1;
      value = value * 128 + (byte & 127);
      if (byte < 128) return value;
    }
  }
}
