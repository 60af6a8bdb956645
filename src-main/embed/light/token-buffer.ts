const FIRST_CAPACITY = 1024;

/** Token ids of one or more texts, one after the other; passages are ranges of it. Grows by doubling. */
export class TokenBuffer {
  /** Valid up to `length`; replaced when the buffer grows, so never kept across an `encode`. */
  ids = new Uint16Array(FIRST_CAPACITY);
  length = 0;

  clear(): void {
    this.length = 0;
  }

  push(id: number): void {
    if (this.length === this.ids.length) this.reserve(1);
    this.ids[this.length++] = id;
  }

  append(source: Uint16Array, from: number, count: number): void {
    if (this.length + count > this.ids.length) this.reserve(count);
    for (let index = 0; index < count; index++) this.ids[this.length + index] = source[from + index]!;
    this.length += count;
  }

  private reserve(count: number): void {
    const grown = new Uint16Array(Math.max(this.ids.length * 2, this.length + count));
    grown.set(this.ids.subarray(0, this.length));
    this.ids = grown;
  }
}
