/** Mulberry32: uniform numbers in 0…1, the same from the same seed on every machine. */
export function seededRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    return mixed(state) / 4_294_967_296;
  };
}

/** A whole number as one of 32 bits that tells nothing of its neighbours. */
export function mixed(number: number): number {
  const state = number | 0;
  let made = Math.imul(state ^ (state >>> 15), state | 1);
  made ^= made + Math.imul(made ^ (made >>> 7), made | 61);
  return (made ^ (made >>> 14)) >>> 0;
}
