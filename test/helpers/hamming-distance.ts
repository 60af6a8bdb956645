/** Bits that differ between two codes, counted one by one: what every faster way is held against. */
export function hammingDistance(left: Uint8Array, right: Uint8Array): number {
  return left.reduce((sum, byte, place) => {
    const differing = (byte ^ (right[place] ?? 0)).toString(2);
    return sum + differing.replaceAll('0', '').length;
  }, 0);
}
