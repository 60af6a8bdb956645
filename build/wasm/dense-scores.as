// AssemblyScript. Inner products of many int8 vectors with a few int16 ones, and weighted sums of them: what ranks every
// document under every label, and what moves labels. Products are added in pairs to 32-bit lanes (127 × 32767 × 2 <
// 2³¹ / 16); rows of a multiple of 16 dimensions, at most 1,024, whose values keep within ±1,024 in the int16 vector,
// stay far below overflow.

/**
 * For each of `count` rows of `width` int8 at `rows` its product with the `width` int16 at `query`, times the row's float
 * at `scales` and `factor`, as floats at `into`.
 */
export function score(
  rows: usize,
  scales: usize,
  count: usize,
  width: usize,
  query: usize,
  factor: f32,
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
    store<f32>(into + row * 4, <f32>lanes(i32x4.add(a, b)) * (load<f32>(scales + row * 4) * factor))
  }
}

/**
 * The same with four queries, one behind the other at `queries`, their factors at `factors`, and the floats of each
 * `apart` bytes from those of the one before: a row is read and widened once.
 */
export function scoreFour(
  rows: usize,
  scales: usize,
  count: usize,
  width: usize,
  queries: usize,
  factors: usize,
  into: usize,
  apart: usize,
): void {
  const second = queries + width * 2
  const third = second + width * 2
  const fourth = third + width * 2
  for (let row: usize = 0; row < count; row++) {
    const from = rows + row * width
    let a = i32x4.splat(0)
    let b = i32x4.splat(0)
    let c = i32x4.splat(0)
    let d = i32x4.splat(0)
    for (let at: usize = 0; at < width; at += 8) {
      const values = v128.load8x8_s(from + at)
      const place = at * 2
      a = i32x4.add(a, i32x4.dot_i16x8_s(values, v128.load(queries + place)))
      b = i32x4.add(b, i32x4.dot_i16x8_s(values, v128.load(second + place)))
      c = i32x4.add(c, i32x4.dot_i16x8_s(values, v128.load(third + place)))
      d = i32x4.add(d, i32x4.dot_i16x8_s(values, v128.load(fourth + place)))
    }
    const scale = load<f32>(scales + row * 4)
    const to = into + row * 4
    store<f32>(to, <f32>lanes(a) * (scale * load<f32>(factors)))
    store<f32>(to + apart, <f32>lanes(b) * (scale * load<f32>(factors, 4)))
    store<f32>(to + 2 * apart, <f32>lanes(c) * (scale * load<f32>(factors, 8)))
    store<f32>(to + 3 * apart, <f32>lanes(d) * (scale * load<f32>(factors, 12)))
  }
}

/** The `width` floats at `into` become the sum of the rows whose numbers stand at `places`, each times its float at `weights` and at `scales`. */
export function sum(
  rows: usize,
  scales: usize,
  width: usize,
  places: usize,
  weights: usize,
  count: usize,
  into: usize,
): void {
  memory.fill(into, 0, width * 4)
  for (let which: usize = 0; which < count; which++) {
    const row = <usize>load<u32>(places + which * 4)
    const weight = f32x4.splat(load<f32>(weights + which * 4) * load<f32>(scales + row * 4))
    const from = rows + row * width
    for (let at: usize = 0; at < width; at += 8) {
      const values = v128.load8x8_s(from + at)
      const to = into + at * 4
      const low = f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(values))
      const high = f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_s(values))
      v128.store(to, f32x4.add(v128.load(to), f32x4.mul(weight, low)))
      v128.store(to, f32x4.add(v128.load(to, 16), f32x4.mul(weight, high)), 16)
    }
  }
}

function lanes(sums: v128): i32 {
  return (
    i32x4.extract_lane(sums, 0) +
    i32x4.extract_lane(sums, 1) +
    i32x4.extract_lane(sums, 2) +
    i32x4.extract_lane(sums, 3)
  )
}
