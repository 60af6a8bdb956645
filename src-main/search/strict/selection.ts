/**
 * What a strict part of a query holds for. A byte a document, by its place in the table, and a byte a passage, by id:
 * and, or and not are loops over bytes, a tenth of a millisecond at a million passages.
 */
export interface Selection {
  readonly documents: Uint8Array;
  /** Where in them it holds; null: nowhere in particular. */
  readonly places: Uint8Array | null;
  /**
   * Chooses passages (of a page, of a mail in a mailbox): others of the same document are left out. Where it is not
   * set, places only say where to look first.
   */
  readonly isHard: boolean;
}

/** In place. */
export function intersect(into: Uint8Array, other: Uint8Array): void {
  for (let at = 0; at < into.length; at += 1) into[at]! &= other[at]!;
}

/** In place. */
export function unite(into: Uint8Array, other: Uint8Array): void {
  for (let at = 0; at < into.length; at += 1) into[at]! |= other[at]!;
}

export function complement(bytes: Uint8Array): Uint8Array {
  const result = new Uint8Array(bytes.length);
  for (let at = 0; at < bytes.length; at += 1) result[at] = 1 - bytes[at]!;
  return result;
}

export function allOf(length: number): Uint8Array {
  return new Uint8Array(length).fill(1);
}
