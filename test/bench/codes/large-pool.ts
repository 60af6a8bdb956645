import { DrawnPool, nearestCosines } from './drawn-pool.ts';
import type { Codes } from './encode.ts';
import { codesOf, type Method, type Pool } from './measure.ts';
import { NearestSoFar } from './nearest-so-far.ts';
import { rowsOf, type Matrix, type Products } from './products.ts';

const DRAWN_AT_ONCE = 10_000;
/** Real passages whose nearest neighbours tell how near the drawn ones are to be. */
const SAMPLED = 2_000;
/** Drawn passages outside of the pool that are looked for in it, to tell how near they came. */
const CHECKED = 100;
const ASKED = 100;

/** Codes of a pool too large to keep its vectors, and what exact search found in it while they were drawn. */
export interface LargePool {
  readonly queries: Matrix;
  readonly codes: ReadonlyMap<Method, Codes>;
  readonly exact: readonly (readonly number[])[];
  /** Cosines to the nearest neighbour: of real passages among themselves, and of drawn ones in the pool. */
  readonly nearness: { readonly real: Float32Array; readonly drawn: Float32Array };
}

/** The real vectors of a pool, and drawn neighbours until there are `count`. */
export function drawLargePool(
  products: Products,
  pool: Pool,
  { methods, count }: { readonly methods: readonly Method[]; readonly count: number },
): LargePool {
  const { vectors } = pool;
  const queries = spread(pool.queries, ASKED);
  const real = nearestCosines(products, spread(vectors, SAMPLED), vectors);
  const drawn = new DrawnPool(vectors, real);
  const checked = drawn.draw(CHECKED);
  const nearest = { queries: new NearestSoFar(ASKED), checked: new NearestSoFar(CHECKED) };
  const codes = new Map(methods.map((method) => [method, emptyCodes(method, count)]));
  const add = (block: Matrix, first: number): void => {
    nearest.queries.show(products.between(queries, block), first);
    nearest.checked.show(products.between(checked, block), first);
    for (const [method, all] of codes) addCodes(all, codesOf(products, method, block), first);
  };
  add(vectors, 0);
  for (let first = rowsOf(vectors); first < count; first += DRAWN_AT_ONCE)
    add(drawn.draw(Math.min(DRAWN_AT_ONCE, count - first)), first);
  return { queries, codes, exact: nearest.queries.places, nearness: { real, drawn: nearest.checked.best } };
}

function emptyCodes({ projection, quantiser }: Method, count: number): Codes {
  const lanes = rowsOf(projection.directions);
  return {
    quantiser,
    lanes,
    packed: new Uint8Array((count * lanes * quantiser.bits) / 8),
    signs: new Uint8Array((count * lanes) / 8),
  };
}

function addCodes({ packed, signs, lanes, quantiser }: Codes, added: Codes, first: number): void {
  packed.set(added.packed, (first * lanes * quantiser.bits) / 8);
  signs.set(added.signs, (first * lanes) / 8);
}

/** So many rows, evenly over all. */
function spread({ values, columns }: Matrix, count: number): Matrix {
  const rows = values.length / columns;
  const kept = new Float32Array(count * columns);
  for (let row = 0; row < count; row += 1) {
    const from = Math.floor((row * rows) / count) * columns;
    kept.set(values.subarray(from, from + columns), row * columns);
  }
  return { values: kept, columns };
}
