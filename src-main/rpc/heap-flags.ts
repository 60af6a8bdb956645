/**
 * How V8 keeps the heaps of the engine, its threads and its children small: the texts that pass through live
 * for moments, and a nursery of the default size lets them grow old first. Indexing peaks a third lower for it.
 */
export const HEAP_FLAGS: readonly string[] = ['--max-semi-space-size=4'];

/** A child that is to be small rather than fast. */
export const LEAN_HEAP_FLAGS: readonly string[] = ['--max-semi-space-size=1'];

/** The same where Node's own flags are obeyed: each of its threads for V8 costs a heap of the C library too. */
export const LEAN_FLAGS: readonly string[] = [...LEAN_HEAP_FLAGS, '--v8-pool-size=1'];

/** An engine stays: what it does not need is let go early, at no cost to a search that could be measured. */
export const ENGINE_FLAGS: readonly string[] = [...HEAP_FLAGS, '--heap-growing-percent=20'];

/** The C library's heap on Linux: one for all threads, for what one of them has freed no other can use otherwise. */
export const MEMORY_ENVIRONMENT: Readonly<Record<string, string>> = { MALLOC_ARENA_MAX: '1' };
