// AssemblyScript. BM25 sums over the doclists of FTS5, a term after the other (sqlite's fts5_index.c, "Doclist format").

/** A column other than the first, the body, is told by this byte and its number: the head. */
const COLUMN_FOLLOWS: u8 = 1
const HIGH_BITS: u64 = 0x8080_8080_8080_8080
const LOW_BITS: u64 = 0x0101_0101_0101_0101

/**
 * Adds a term's share to the sum of every passage of a doclist: weight × count ÷ (count + base + slope × length).
 * A doclist is, for every passage, its id (less the one before, but at the places listed at `absolutes`, which end
 * with the greatest number), twice the bytes of its positions, and these.
 * @param met passages whose sum is not above are passed over: those that may not be found in any case
 */
export function add(
  list: usize, end: usize, absolutes: usize, capacity: u32, sums: usize, lengths: usize,
  weight: f32, base: f32, slope: f32, head: f32, met: f32,
): void {
  let id: u32 = 0
  let absolute = <usize>load<u32>(absolutes)
  while (list < end) {
    const isAbsolute = list == absolute
    let value: u32
    let size: u32
    const both = <u32>load<u16>(list)
    if ((both & 0x8080) == 0) {
      // Nearly always a byte each.
      value = both & 127
      size = both >> 8
      list += 2
    } else {
      let byte = <u32>load<u8>(list++)
      value = byte & 127
      while (byte & 128) {
        byte = <u32>load<u8>(list++)
        value = (value << 7) | (byte & 127)
      }
      byte = <u32>load<u8>(list++)
      size = byte & 127
      while (byte & 128) {
        byte = <u32>load<u8>(list++)
        size = (size << 7) | (byte & 127)
      }
    }
    if (isAbsolute) {
      id = value
      absolutes += 4
      absolute = <usize>load<u32>(absolutes)
    } else id += value
    const bytes = size >> 1
    if (id < capacity) {
      const sum = sums + (<usize>id << 2)
      const before = load<f32>(sum)
      if (before > met) {
        const count = bytes == 1 ? <f32>1 : weighedCount(list, bytes, head)
        const length = <f32>load<u16>(lengths + (<usize>id << 1))
        store<f32>(sum, before + (weight * count) / (count + base + slope * length))
      }
    }
    list += bytes
  }
}

/** How often a term stands in a passage, the head weighed: its positions, each a number that ends below 128. */
// @ts-ignore: a decorator of the compiler
@inline
function weighedCount(position: usize, bytes: u32, head: f32): f32 {
  if (bytes > 8) return countOneByOne(position, bytes, head)
  const shift = <u64>(64 - (bytes << 3))
  const eight = load<u64>(position) << shift
  // Where a byte may name a column; the bytes shifted in do not.
  const named = (eight ^ LOW_BITS)
  if ((named - LOW_BITS) & ~named & HIGH_BITS) return countOneByOne(position, bytes, head)
  return <f32>(bytes - <u32>popcnt<u64>(eight & HIGH_BITS))
}

function countOneByOne(position: usize, bytes: u32, head: f32): f32 {
  const end = position + bytes
  let count: f32 = 0
  let weight: f32 = 1
  while (position < end) {
    const byte = load<u8>(position++)
    if (byte == COLUMN_FOLLOWS) {
      position++
      weight = head
      continue
    }
    let more = byte & 128
    while (more) more = load<u8>(position++) & 128
    count += weight
  }
  return count
}

/** A sum no term can lift: the passage may not be found. */
const NEVER: f32 = -1e30

/** Begins anew: every passage that may be found at 0; their number is a multiple of four. */
export function clear(sums: usize, allowed: usize, passages: u32): void {
  const none = f32x4.splat(NEVER)
  const all = f32x4.splat(0)
  for (let four: u32 = 0; four < passages; four += 4) {
    const flags = load<u32>(allowed + four)
    const at = sums + (<usize>four << 2)
    v128.store(at, flags ? all : none)
    if (flags == 0 || flags == 0x0101_0101) continue
    for (let id = four; id < four + 4; id++)
      if (!load<u8>(allowed + id)) store<f32>(sums + (<usize>id << 2), NEVER)
  }
}

/**
 * Counts the passages by their sums, in `steps` of equal width.
 * @param least sums below are not counted; above 0
 */
export function count(sums: usize, passages: u32, least: f32, scale: f32, steps: u32, counts: usize): void {
  const bound = f32x4.splat(least)
  for (let four: u32 = 0; four < passages; four += 4) {
    const at = sums + (<usize>four << 2)
    if (!v128.any_true(f32x4.ge(v128.load(at), bound))) continue
    for (let id = four; id < four + 4; id++) {
      const sum = load<f32>(sums + (<usize>id << 2))
      if (sum < least) continue
      const step = counts + (<usize>min(<u32>(sum * scale), steps - 1) << 2)
      store<u32>(step, load<u32>(step) + 1)
    }
  }
}

/** Writes the passages whose sum is at least `least` at `places`, as many as there is room for; returns their number. */
export function select(sums: usize, passages: u32, least: f32, places: usize, room: u32): u32 {
  const bound = f32x4.splat(least)
  let found: u32 = 0
  for (let four: u32 = 0; four < passages; four += 4) {
    const at = sums + (<usize>four << 2)
    if (!v128.any_true(f32x4.ge(v128.load(at), bound))) continue
    for (let id = four; id < four + 4 && found < room; id++) {
      if (load<f32>(sums + (<usize>id << 2)) < least) continue
      store<u32>(places + (<usize>found << 2), id)
      found++
    }
  }
  return found
}
