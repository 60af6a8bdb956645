const HEADER_BYTES = 12;
const CHUNK_LIMIT = 10_000;

export interface WebpParts {
  readonly exif: Uint8Array | null;
  readonly xmp: string;
}

/** A WebP is a RIFF file; its words stand in the chunks EXIF and XMP. */
export function readWebpChunks(bytes: Uint8Array): WebpParts {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let exif: Uint8Array | null = null;
  let xmp = '';
  let at = HEADER_BYTES;
  for (let count = 0; at + 8 <= file.length && count < CHUNK_LIMIT; count++) {
    const kind = file.toString('latin1', at, at + 4);
    const length = file.readUInt32LE(at + 4);
    const data = file.subarray(at + 8, at + 8 + length);
    if (kind === 'EXIF') exif = withoutMark(data);
    else if (kind === 'XMP ') xmp = data.toString('utf8');
    at += 8 + length + (length % 2);
  }
  return { exif, xmp };
}

/** Some programs put the mark of JPEG's segment before the EXIF data. */
function withoutMark(data: Buffer): Buffer {
  return data.toString('latin1', 0, 6) === 'Exif\0\0' ? data.subarray(6) : data;
}
