// AssemblyScript. Hamming distances between one 256-bit code and many: four exclusive ors and population counts each.

const CODE_BYTES: usize = 32

/** Writes the distance (0…256) of each of `count` codes at `codes` to the code at `query` as 16 bits at `distances`. */
export function measure(query: usize, codes: usize, count: usize, distances: usize): void {
  const a = load<u64>(query)
  const b = load<u64>(query, 8)
  const c = load<u64>(query, 16)
  const d = load<u64>(query, 24)
  const end = codes + count * CODE_BYTES
  for (let code = codes; code < end; code += CODE_BYTES) {
    const bits =
      popcnt<u64>(a ^ load<u64>(code)) +
      popcnt<u64>(b ^ load<u64>(code, 8)) +
      popcnt<u64>(c ^ load<u64>(code, 16)) +
      popcnt<u64>(d ^ load<u64>(code, 24))
    store<u16>(distances, <u16>bits)
    distances += 2
  }
}
