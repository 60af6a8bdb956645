// AssemblyScript. Sums of the rows of a token table, the inner loop of the light embedder.
// 16-bit lanes hold 256 rows of int8 without overflow (256 × 127 < 2¹⁵); after as many they are added to 32-bit sums.

const DIMENSIONS: usize = 256
/** Lanes of one pass: 8 accumulators stay in registers, and 64 bytes are one cache line of the table. */
const PASS: usize = 64
const ROWS_BEFORE_OVERFLOW: usize = 256

/** Adds the rows of `count` 16-bit ids at `ids` to the 256 32-bit sums at `sums`. */
export function addRows(table: usize, ids: usize, count: usize, sums: usize): void {
  for (let lane: usize = 0; lane < DIMENSIONS; lane += PASS) {
    let from: usize = 0
    while (from < count) {
      const to = min(count, from + ROWS_BEFORE_OVERFLOW)
      addBlock(table + lane, ids + from * 2, ids + to * 2, sums + lane * 4)
      from = to
    }
  }
}

function addBlock(table: usize, ids: usize, end: usize, sums: usize): void {
  let a = i16x8.splat(0)
  let b = i16x8.splat(0)
  let c = i16x8.splat(0)
  let d = i16x8.splat(0)
  let e = i16x8.splat(0)
  let f = i16x8.splat(0)
  let g = i16x8.splat(0)
  let h = i16x8.splat(0)
  for (; ids < end; ids += 2) {
    const row = table + <usize>load<u16>(ids) * DIMENSIONS
    a = i16x8.add(a, v128.load8x8_s(row))
    b = i16x8.add(b, v128.load8x8_s(row, 8))
    c = i16x8.add(c, v128.load8x8_s(row, 16))
    d = i16x8.add(d, v128.load8x8_s(row, 24))
    e = i16x8.add(e, v128.load8x8_s(row, 32))
    f = i16x8.add(f, v128.load8x8_s(row, 40))
    g = i16x8.add(g, v128.load8x8_s(row, 48))
    h = i16x8.add(h, v128.load8x8_s(row, 56))
  }
  widen(sums, a)
  widen(sums + 32, b)
  widen(sums + 64, c)
  widen(sums + 96, d)
  widen(sums + 128, e)
  widen(sums + 160, f)
  widen(sums + 192, g)
  widen(sums + 224, h)
}

@inline
function widen(sums: usize, lanes: v128): void {
  v128.store(sums, i32x4.add(v128.load(sums), i32x4.extend_low_i16x8_s(lanes)))
  v128.store(sums, i32x4.add(v128.load(sums, 16), i32x4.extend_high_i16x8_s(lanes)), 16)
}
