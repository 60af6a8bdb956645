import { unzipSync, zipSync } from 'fflate';

import { below } from '../../helpers/random.ts';

type Random = () => number;
type Mutation = (bytes: Buffer, other: Uint8Array, random: Random) => Buffer;

/** Values that programs stumble over where a length or a count stands. */
const EXTREMES = [0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff];
const MOST_FLIPS = 8;
const MOST_MUTATIONS = 3;

const MUTATIONS: readonly Mutation[] = [flip, cut, splice, setExtreme, setExtreme, repeat];

/** One to three changes to a sound file, the same from the same numbers. */
export function mutate(bytes: Uint8Array, other: Uint8Array, random: Random): Buffer {
  let mutated: Buffer = Buffer.from(bytes);
  for (let left = 1 + below(MOST_MUTATIONS, random); left > 0; left -= 1) {
    const mutation = MUTATIONS[below(MUTATIONS.length, random)] ?? flip;
    if (mutated.length > 0) mutated = mutation(mutated, other, random);
  }
  return mutated;
}

/** A package with one of its members changed: a change anywhere else is mostly met by its checksum alone. */
export function mutateMember(bytes: Uint8Array, random: Random): Uint8Array {
  try {
    const members = unzipSync(bytes);
    const names = Object.keys(members);
    const name = names[below(names.length, random)] ?? '';
    const other = members[names[below(names.length, random)] ?? ''] ?? new Uint8Array(0);
    return zipSync({ ...members, [name]: mutate(members[name] ?? other, other, random) }, { level: 1 });
  } catch {
    return mutate(bytes, bytes, random);
  }
}

function flip(bytes: Buffer, _: Uint8Array, random: Random): Buffer {
  for (let left = 1 + below(MOST_FLIPS, random); left > 0; left -= 1)
    bytes[below(bytes.length, random)] = below(256, random);
  return bytes;
}

function cut(bytes: Buffer, _: Uint8Array, random: Random): Buffer {
  return bytes.subarray(0, below(bytes.length, random));
}

/** The beginning of one file with the rest of another. */
function splice(bytes: Buffer, other: Uint8Array, random: Random): Buffer {
  const at = below(bytes.length, random);
  return Buffer.concat([bytes.subarray(0, at), other.subarray(below(other.length + 1, random))]);
}

/** Where a length may stand: anywhere, in either order of bytes. */
function setExtreme(bytes: Buffer, _: Uint8Array, random: Random): Buffer {
  const value = EXTREMES[below(EXTREMES.length, random)] ?? 0;
  const width = [1, 2, 4][below(3, random)] ?? 1;
  if (bytes.length < width) return bytes;
  const at = below(bytes.length - width + 1, random);
  const shown = value % 2 ** (8 * width);
  if (random() < 0.5) bytes.writeUIntLE(shown, at, width);
  else bytes.writeUIntBE(shown, at, width);
  return bytes;
}

/** A part that comes a hundred times. */
function repeat(bytes: Buffer, _: Uint8Array, random: Random): Buffer {
  const at = below(bytes.length, random);
  const part = bytes.subarray(at, at + 1 + below(64, random));
  return Buffer.concat([bytes.subarray(0, at), ...Array<Buffer>(100).fill(part), bytes.subarray(at)]);
}
