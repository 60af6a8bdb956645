/** Every transport here gives a signal; a caller without one never aborts. */
export function heard(signal: AbortSignal | undefined): AbortSignal {
  return signal ?? new AbortController().signal;
}
