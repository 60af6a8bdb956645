// AssemblyScript. The distances of one code to very many, counted as they are measured; population counts of 64 bits.

const FAR: u64 = 0xffff_ffff_ffff_ffff
const ALL: u64 = 0x0101_0101_0101_0101

/** Which of eight places may be found, a byte each; `allowed` is 0 where all may. */
// @ts-ignore: a decorator of the compiler
@inline
function foundOfEight(live: usize, allowed: usize, place: usize): u64 {
  const eight = load<u64>(live + place)
  return allowed ? eight & load<u64>(allowed + place) : eight
}

/** Notes a distance at `into` as 16 bits, and one more of it among the counts. */
// @ts-ignore: a decorator of the compiler
@inline
function keep(bits: u64, into: usize, counts: usize): void {
  store<u16>(into, <u16>bits)
  const count = counts + (<usize>bits << 2)
  store<u32>(count, load<u32>(count) + 1)
}

/**
 * Codes of 256 bits: writes the distance of each of `places`, a multiple of eight, at `distances` as 16 bits (65,535
 * where nothing is to be found), and how many are at each distance at `counts` as 32 bits; of every second place at
 * `others`, for a count that was just written is slow to read again.
 */
export function scan256(
  query: usize, codes: usize, live: usize, allowed: usize, places: usize, distances: usize, counts: usize,
  others: usize,
): void {
  const a = load<u64>(query)
  const b = load<u64>(query, 8)
  const c = load<u64>(query, 16)
  const d = load<u64>(query, 24)
  for (let place: usize = 0; place < places; place += 8, distances += 16) {
    const found = foundOfEight(live, allowed, place)
    let code = codes + (place << 5)
    if (found != ALL) {
      store<u64>(distances, FAR)
      store<u64>(distances, FAR, 8)
    }
    if (found == 0) continue
    for (let pair: usize = 0; pair < 8; pair += 2, code += 64) {
      const one =
        popcnt<u64>(a ^ load<u64>(code)) + popcnt<u64>(b ^ load<u64>(code, 8)) +
        popcnt<u64>(c ^ load<u64>(code, 16)) + popcnt<u64>(d ^ load<u64>(code, 24))
      const other =
        popcnt<u64>(a ^ load<u64>(code, 32)) + popcnt<u64>(b ^ load<u64>(code, 40)) +
        popcnt<u64>(c ^ load<u64>(code, 48)) + popcnt<u64>(d ^ load<u64>(code, 56))
      const into = distances + (pair << 1)
      if ((found >> (<u64>pair << 3)) & 1) keep(one, into, counts)
      if ((found >> (<u64>pair << 3)) & 0x100) keep(other, into + 2, others)
    }
  }
}

/** The last four bits of a code of 48 bytes are a number, which nothing is compared with. */
const SIGNS: u64 = 0x0fff_ffff_ffff_ffff
/** Greater than any distance of two codes of a passage together: where one of them is not there. */
const NOWHERE: u64 = 700

/** What stands at `into`, and the distance of a code of 380 bits to a query's six words. */
// @ts-ignore: a decorator of the compiler
@inline
function sum380(code: usize, into: usize, a: u64, b: u64, c: u64, d: u64, e: u64, f: u64): u64 {
  const distance =
    <u64>load<u16>(into) +
    popcnt<u64>(a ^ load<u64>(code)) + popcnt<u64>(b ^ load<u64>(code, 8)) +
    popcnt<u64>(c ^ load<u64>(code, 16)) + popcnt<u64>(d ^ load<u64>(code, 24)) +
    popcnt<u64>(e ^ load<u64>(code, 32)) + popcnt<u64>((f ^ load<u64>(code, 40)) & SIGNS)
  return min(distance, NOWHERE)
}

/**
 * The same for codes of 380 bits, in 48 bytes: each distance is added to what stands at `distances`; 700 where that or
 * the code is not there. Counts have room for so many.
 */
export function scan380(
  query: usize, codes: usize, live: usize, allowed: usize, places: usize, distances: usize, counts: usize,
  others: usize,
): void {
  const a = load<u64>(query)
  const b = load<u64>(query, 8)
  const c = load<u64>(query, 16)
  const d = load<u64>(query, 24)
  const e = load<u64>(query, 32)
  const f = load<u64>(query, 40)
  for (let place: usize = 0; place < places; place += 8, distances += 16) {
    const found = foundOfEight(live, allowed, place)
    let code = codes + place * 48
    if (found == 0) {
      store<u64>(distances, FAR)
      store<u64>(distances, FAR, 8)
      continue
    }
    if (found == ALL) {
      for (let into = distances; into < distances + 16; into += 4, code += 96) {
        const one = sum380(code, into, a, b, c, d, e, f)
        const other = sum380(code + 48, into + 2, a, b, c, d, e, f)
        keep(one, into, counts)
        keep(other, into + 2, others)
      }
      continue
    }
    for (let one: usize = 0; one < 8; one++, code += 48) {
      const into = distances + (one << 1)
      if ((found >> (<u64>one << 3)) & 1) keep(sum380(code, into, a, b, c, d, e, f), into, counts)
      else store<u16>(into, 0xffff)
    }
  }
}

/** Writes the places within a distance at `places` as 32 bits, at most `room` of them; returns their number. */
export function select(distances: usize, count: usize, most: u32, places: usize, room: u32): u32 {
  const bound = i16x8.splat(<i16>most)
  let found: u32 = 0
  for (let eight: usize = 0; eight < count; eight += 8) {
    if (!v128.any_true(i16x8.le_u(v128.load(distances + (eight << 1)), bound))) continue
    const end = min(eight + 8, count)
    for (let place = eight; place < end && found < room; place++) {
      if (<u32>load<u16>(distances + (place << 1)) > most) continue
      store<u32>(places + (<usize>found << 2), <u32>place)
      found++
    }
  }
  return found
}
