/** As Electron clones: what structuredClone clones, and no memory that two processes would share. */
export function cloned(value: unknown): unknown {
  const copy: unknown = structuredClone(value);
  if (holdsShared(copy)) throw new TypeError('#<SharedArrayBuffer> could not be cloned.');
  return copy;
}

function holdsShared(value: unknown): boolean {
  if (value instanceof SharedArrayBuffer) return true;
  if (ArrayBuffer.isView(value)) return value.buffer instanceof SharedArrayBuffer;
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsShared);
}
