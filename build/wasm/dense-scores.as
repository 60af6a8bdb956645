// AssemblyScript. Inner products of many int8 vectors with a few int16 ones: what ranks every document under every label.
// Products are added in pairs to 32-bit lanes (127 × 32767 × 2 < 2³¹ / 16); rows of a multiple of 32 dimensions, at most
// 1,024, whose values keep within ±1,024 in the int16 vector, stay far below overflow.

/**
 * For each of `count` rows of `width` int8 at `rows` its product with the `width` int16 at `query`, times the row's float
 * at `scales`, as floats at `into`.
 */
export function score(
  rows: usize,
  scales: usize,
  count: usize,
  width: usize,
  query: usize,
  into: usize,
): void {
  for (let row: usize = 0; row < count; row++) {
    const from = rows + row * width
    let a = i32x4.splat(0)
    let b = i32x4.splat(0)
    for (let at: usize = 0; at < width; at += 16) {
      a = i32x4.add(a, i32x4.dot_i16x8_s(v128.load8x8_s(from + at), v128.load(query + at * 2)))
      b = i32x4.add(b, i32x4.dot_i16x8_s(v128.load8x8_s(from + at, 8), v128.load(query + at * 2, 16)))
    }
    const sums = i32x4.add(a, b)
    const sum =
      i32x4.extract_lane(sums, 0) +
      i32x4.extract_lane(sums, 1) +
      i32x4.extract_lane(sums, 2) +
      i32x4.extract_lane(sums, 3)
    store<f32>(into + row * 4, <f32>sum * load<f32>(scales + row * 4))
  }
}
