/** Passages by id, from the first to before the end. */
export interface Span {
  readonly first: number;
  readonly end: number;
}

/** Where the first and the last flag stand; empty where none does. */
export function spanOf(flags: Uint8Array): Span {
  const first = flags.indexOf(1);
  return first < 0 ? { first: 0, end: 0 } : { first, end: flags.lastIndexOf(1) + 1 };
}

/** The span widened so that it begins and ends at multiples of a power of two. */
export function alignedSpan({ first, end }: Span, step: number): Span {
  return { first: first & -step, end: (end + step - 1) & -step };
}
