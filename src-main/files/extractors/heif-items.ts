/** Boxes, items and extents that are looked at: a photograph has a few dozen. */
const BOX_LIMIT = 10_000;
const XMP_TYPE = 'application/rdf+xml';

export interface HeifParts {
  readonly exif: Uint8Array | null;
  readonly xmp: string;
}

interface Box {
  readonly kind: string;
  readonly data: Buffer;
}

interface Item {
  readonly id: number;
  readonly kind: string;
}

/**
 * HEIC and AVIF (ISO 23008-12) list their parts in the box `meta`: `iinf` names them, `iloc` says where they lie.
 * Read here, for the library that reads EXIF walks their boxes without end where a box has no length.
 */
export function readHeifItems(bytes: Uint8Array): HeifParts {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const meta = boxes(file).find(({ kind }) => kind === 'meta');
  const parts = boxes(meta?.data.subarray(4) ?? Buffer.alloc(0));
  const items = readItems(parts.find(({ kind }) => kind === 'iinf')?.data);
  const places = readPlaces(parts.find(({ kind }) => kind === 'iloc')?.data);
  const dataOf = (wanted: string): Buffer | null => {
    const item = items.find(({ kind }) => kind === wanted);
    const place = item === undefined ? undefined : places.get(item.id);
    return place === undefined ? null : file.subarray(place.offset, place.offset + place.length);
  };
  return { exif: withoutHeader(dataOf('Exif')), xmp: dataOf(XMP_TYPE)?.toString('utf8') ?? '' };
}

/** The EXIF item begins with the distance to its own start. */
function withoutHeader(data: Buffer | null): Buffer | null {
  return data === null || data.length < 4 ? null : data.subarray(4 + data.readUInt32BE(0));
}

function boxes(from: Buffer): Box[] {
  const found: Box[] = [];
  for (let at = 0; at + 8 <= from.length && found.length < BOX_LIMIT;) {
    const short = from.readUInt32BE(at);
    const header = short === 1 ? 16 : 8;
    if (at + header > from.length) break;
    const length = short === 1 ? Number(from.readBigUInt64BE(at + 8)) : short || from.length - at;
    if (length < header) break;
    found.push({
      kind: from.toString('latin1', at + 4, at + 8),
      data: from.subarray(at + header, at + length),
    });
    at += length;
  }
  return found;
}

/** `kind` is the item's type, or for an item of MIME its content type. */
function readItems(iinf: Buffer | undefined): Item[] {
  if (iinf === undefined || iinf.length < 8) return [];
  return boxes(iinf.subarray(iinf[0] === 0 ? 6 : 8)).flatMap(({ data }) => {
    const isLong = data[0] === 3;
    const kindAt = 4 + (isLong ? 4 : 2) + 2;
    if (data.length < kindAt + 4) return [];
    const kind = data.toString('latin1', kindAt, kindAt + 4);
    const id = isLong ? data.readUInt32BE(4) : data.readUInt16BE(4);
    const [, contentType = ''] = data.toString('latin1', kindAt + 4).split('\0');
    return [{ id, kind: kind === 'mime' ? contentType : kind }];
  });
}

/** Where each item lies in the file; one of several extents counts by its first. */
function readPlaces(iloc: Buffer | undefined): Map<number, { offset: number; length: number }> {
  const places = new Map<number, { offset: number; length: number }>();
  if (iloc === undefined || iloc.length < 8) return places;
  const version = iloc[0] ?? 0;
  const [offsetBytes, lengthBytes] = halves(iloc[4] ?? 0);
  const [baseBytes, indexBytes] = halves(iloc[5] ?? 0);
  const reader = new NumberReader(iloc, 6);
  const count = reader.take(version < 2 ? 2 : 4);
  for (let order = 0; order < Math.min(count, BOX_LIMIT) && !reader.isAtEnd; order++) {
    const id = reader.take(version < 2 ? 2 : 4);
    const method = version === 0 ? 0 : reader.take(2) & 0xf;
    reader.take(2);
    const base = reader.take(baseBytes);
    const extents = reader.take(2);
    for (let extent = 0; extent < extents && !reader.isAtEnd; extent++) {
      reader.take(version === 0 ? 0 : indexBytes);
      const place = { offset: base + reader.take(offsetBytes), length: reader.take(lengthBytes) };
      // Method 0 counts from the start of the file; others point into boxes that hold no words.
      if (extent === 0 && method === 0) places.set(id, place);
    }
  }
  return places;
}

function halves(byte: number): [number, number] {
  return [byte >> 4, byte & 0xf];
}

/** Numbers of stated sizes one after the other; beyond the end they are 0. */
class NumberReader {
  readonly #bytes: Buffer;
  #at: number;

  constructor(bytes: Buffer, at: number) {
    this.#bytes = bytes;
    this.#at = at;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }

  take(size: number): number {
    let value = 0;
    for (let byte = 0; byte < size; byte++) value = value * 256 + (this.#bytes[this.#at++] ?? 0);
    return value;
  }
}
