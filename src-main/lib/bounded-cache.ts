/** Keeps what was used last, so many bytes of it. */
export class BoundedCache<Value> {
  readonly #limit: number;
  readonly #sizeOf: (value: Value) => number;
  /** The longest unused first. */
  readonly #kept = new Map<string, Value>();
  #bytes = 0;

  constructor(limit: number, sizeOf: (value: Value) => number) {
    this.#limit = limit;
    this.#sizeOf = sizeOf;
  }

  get(key: string): Value | undefined {
    const value = this.#kept.get(key);
    if (value === undefined) return undefined;
    this.#kept.delete(key);
    this.#kept.set(key, value);
    return value;
  }

  set(key: string, value: Value): void {
    this.#drop(key);
    if (this.#sizeOf(value) > this.#limit) return;
    this.#kept.set(key, value);
    this.#bytes += this.#sizeOf(value);
    for (const oldest of this.#kept.keys()) {
      if (this.#bytes <= this.#limit) return;
      this.#drop(oldest);
    }
  }

  #drop(key: string): void {
    const value = this.#kept.get(key);
    if (value === undefined) return;
    this.#kept.delete(key);
    this.#bytes -= this.#sizeOf(value);
  }
}
