// AssemblyScript. The distances of one code to very many, counted as they are measured; population counts of 64 bits.

const FAR: u64 = 0xffff_ffff_ffff_ffff

/** Whether none of eight places may be found; `allowed` is 0 where all may. */
// @ts-ignore: a decorator of the compiler
@inline
function isEmpty(live: usize, allowed: usize, place: usize): bool {
  let eight = load<u64>(live + place)
  if (allowed) eight &= load<u64>(allowed + place)
  return eight == 0
}

// @ts-ignore: a decorator of the compiler
@inline
function isFound(live: usize, allowed: usize, place: usize): bool {
  return load<u8>(live + place) != 0 && (allowed == 0 || load<u8>(allowed + place) != 0)
}

// @ts-ignore: a decorator of the compiler
@inline
function keep(place: usize, bits: u64, distances: usize, counts: usize): void {
  store<u16>(distances + (place << 1), <u16>bits)
  const count = counts + (<usize>bits << 2)
  store<u32>(count, load<u32>(count) + 1)
}

// @ts-ignore: a decorator of the compiler
@inline
function skipEight(place: usize, distances: usize): void {
  store<u64>(distances + (place << 1), FAR)
  store<u64>(distances + (place << 1), FAR, 8)
}

/**
 * Codes of 256 bits: writes the distance of each of `count` places at `distances` as 16 bits (65,535 where nothing is
 * to be found), and how many are at each distance at `counts` as 32 bits.
 */
export function scan256(
  query: usize, codes: usize, live: usize, allowed: usize, count: usize, distances: usize, counts: usize,
): void {
  const a = load<u64>(query)
  const b = load<u64>(query, 8)
  const c = load<u64>(query, 16)
  const d = load<u64>(query, 24)
  for (let place: usize = 0; place < count; ) {
    if ((place & 7) == 0 && isEmpty(live, allowed, place)) {
      skipEight(place, distances)
      place += 8
      continue
    }
    if (isFound(live, allowed, place)) {
      const code = codes + (place << 5)
      const bits =
        popcnt<u64>(a ^ load<u64>(code)) + popcnt<u64>(b ^ load<u64>(code, 8)) +
        popcnt<u64>(c ^ load<u64>(code, 16)) + popcnt<u64>(d ^ load<u64>(code, 24))
      keep(place, bits, distances, counts)
    } else store<u16>(distances + (place << 1), 0xffff)
    place++
  }
}

/** The same for codes of 384 bits. */
export function scan384(
  query: usize, codes: usize, live: usize, allowed: usize, count: usize, distances: usize, counts: usize,
): void {
  const a = load<u64>(query)
  const b = load<u64>(query, 8)
  const c = load<u64>(query, 16)
  const d = load<u64>(query, 24)
  const e = load<u64>(query, 32)
  const f = load<u64>(query, 40)
  for (let place: usize = 0; place < count; ) {
    if ((place & 7) == 0 && isEmpty(live, allowed, place)) {
      skipEight(place, distances)
      place += 8
      continue
    }
    if (isFound(live, allowed, place)) {
      const code = codes + place * 48
      const bits =
        popcnt<u64>(a ^ load<u64>(code)) + popcnt<u64>(b ^ load<u64>(code, 8)) +
        popcnt<u64>(c ^ load<u64>(code, 16)) + popcnt<u64>(d ^ load<u64>(code, 24)) +
        popcnt<u64>(e ^ load<u64>(code, 32)) + popcnt<u64>(f ^ load<u64>(code, 40))
      keep(place, bits, distances, counts)
    } else store<u16>(distances + (place << 1), 0xffff)
    place++
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
