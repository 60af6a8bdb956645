import { compileKernel, type Kernel } from './kernel.ts';

/** Codes copied to the kernel's memory at once, as the product does it. */
const WINDOW = 65_536;
const WORD_BYTES = 8;
/** Room for the query, a multiple of two. */
const QUERY_BYTES = 256;

/** AssemblyScript like build/wasm/code-distances.as, for codes of any number of bytes from eight on. */
function sourceFor(bytes: number): string {
  const places = Array.from({ length: Math.floor(bytes / WORD_BYTES) }, (_, word) => word * WORD_BYTES);
  const rest = bytes % WORD_BYTES;
  // The last word begins within the one before it, and what both hold is shifted out.
  if (rest > 0) places.push(bytes - WORD_BYTES);
  const shifts = places.map((_, index) =>
    rest > 0 && index === places.length - 1 ? 8 * (WORD_BYTES - rest) : 0,
  );
  const queries = places.map((at) => `const q${at} = load<u64>(query, ${at})`);
  const counts = places.map(
    (at, index) => `popcnt<u64>((q${at} ^ load<u64>(code, ${at})) >> ${shifts[index]})`,
  );
  return `export function measure(query: usize, codes: usize, count: usize, distances: usize): void {
    ${queries.join('\n')}
    const end = codes + count * ${bytes}
    for (let code = codes; code < end; code += ${bytes}) {
      store<u16>(distances, <u16>(${counts.join(' + ')}))
      distances += 2
    }
  }`;
}

/** Bits in which codes differ from a query's, counted in WebAssembly. */
export class SignDistances {
  readonly #kernel: Kernel;
  readonly #bytes: number;

  private constructor(kernel: Kernel, bytes: number) {
    this.#kernel = kernel;
    this.#bytes = bytes;
  }

  /** For codes of so many bytes, eight or more. */
  static async load(bytes: number): Promise<SignDistances> {
    const memory = QUERY_BYTES + WINDOW * 2 + WINDOW * bytes;
    return new SignDistances(await compileKernel(sourceFor(bytes), memory), bytes);
  }

  measure(query: Uint8Array, codes: Uint8Array): Uint16Array {
    const bytes = this.#bytes;
    const distances = new Uint16Array(codes.length / bytes);
    const memory = new Uint8Array(this.#kernel.memory);
    const counted = new Uint16Array(this.#kernel.memory, QUERY_BYTES, WINDOW);
    memory.set(query);
    for (let from = 0; from < distances.length; from += WINDOW) {
      const length = Math.min(WINDOW, distances.length - from);
      const codesAt = QUERY_BYTES + WINDOW * 2;
      memory.set(codes.subarray(from * bytes, (from + length) * bytes), codesAt);
      this.#kernel.exports['measure']?.(0, codesAt, length, QUERY_BYTES);
      distances.set(counted.subarray(0, length), from);
    }
    return distances;
  }
}
