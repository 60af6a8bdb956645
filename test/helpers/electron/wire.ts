/**
 * What structured clone can carry, as JSON and back: the only way into a page from outside goes through text. Both
 * functions stand alone, for they run in the page too.
 */
export type Wire =
  | null
  | string
  | number
  | boolean
  | readonly ['undefined']
  | readonly ['nan']
  | readonly ['bigint', string]
  | readonly ['date', number]
  | readonly ['error', string]
  | readonly ['bytes', string, string]
  | readonly ['list', readonly Wire[]]
  | readonly ['map', readonly (readonly [Wire, Wire])[]]
  | readonly ['object', readonly (readonly [string, Wire])[]];

export function toWire(value: unknown): Wire {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (value === undefined) return ['undefined'];
  if (typeof value === 'number') return Number.isFinite(value) ? value : ['nan'];
  if (typeof value === 'bigint') return ['bigint', String(value)];
  if (value instanceof Date) return ['date', value.getTime()];
  if (value instanceof Error) return ['error', value.message];
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
    const bytes =
      value instanceof ArrayBuffer
        ? new Uint8Array(value)
        : new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    let text = '';
    for (const byte of bytes) text += String.fromCharCode(byte);
    return ['bytes', value.constructor.name, btoa(text)];
  }
  if (Array.isArray(value)) return ['list', value.map((inner) => toWire(inner))];
  if (value instanceof Map)
    return ['map', [...value].map(([key, inner]) => [toWire(key), toWire(inner)] as const)];
  if (typeof value !== 'object') throw new TypeError(`${typeof value} could not be cloned.`);
  return ['object', Object.entries(value).map(([key, inner]) => [key, toWire(inner)] as const)];
}

export function fromWire(wire: Wire): unknown {
  if (wire === null || typeof wire !== 'object') return wire;
  const [kind] = wire;
  if (kind === 'undefined') return undefined;
  if (kind === 'nan') return Number.NaN;
  if (kind === 'bigint') return BigInt(wire[1]);
  if (kind === 'date') return new Date(wire[1]);
  if (kind === 'error') return new Error(String(wire[1]));
  if (kind === 'bytes') {
    const bytes = Uint8Array.from(atob(wire[2]), (sign) => sign.charCodeAt(0));
    return wire[1] === 'ArrayBuffer' ? bytes.buffer : bytes;
  }
  if (kind === 'list') return wire[1].map((inner) => fromWire(inner));
  if (kind === 'map') return new Map(wire[1].map(([key, inner]) => [fromWire(key), fromWire(inner)]));
  return Object.fromEntries(wire[1].map(([key, inner]) => [key, fromWire(inner)]));
}
