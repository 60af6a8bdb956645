/** The dictionary every text begins with; [MS-OXRTFCP]. */
const DICTIONARY = Buffer.from(
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor ' +
    'MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n' +
    '\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx',
  'latin1',
);
const WINDOW = 4096;
const HEADER_BYTES = 16;
const UNCOMPRESSED = 0x414c_454d;
const COMPRESSED = 0x7546_5a4c;
/** Eight references of two bytes give at most seventeen bytes each. */
const GROWTH = 9;

/** Unpacks the RTF that Outlook keeps; null where it is none. */
export function unpackRtf(bytes: Buffer): Buffer | null {
  if (bytes.length < HEADER_BYTES) return null;
  const mark = bytes.readUInt32LE(8);
  const packed = bytes.subarray(HEADER_BYTES, bytes.readUInt32LE(0) + 4);
  if (mark === UNCOMPRESSED) return packed;
  return mark === COMPRESSED ? unpack(packed) : null;
}

function unpack(packed: Buffer): Buffer {
  const window = Buffer.alloc(WINDOW);
  DICTIONARY.copy(window);
  const output = Buffer.alloc(packed.length * GROWTH);
  let [length, place, at] = [0, DICTIONARY.length, 0];
  const put = (byte: number): void => {
    output[length++] = byte;
    window[place] = byte;
    place = (place + 1) % WINDOW;
  };
  while (at < packed.length) {
    const control = packed[at++] ?? 0;
    for (let bit = 0; bit < 8 && at < packed.length; bit++) {
      if ((control & (1 << bit)) === 0) put(packed[at++] ?? 0);
      else {
        const reference = ((packed[at] ?? 0) << 8) | (packed[at + 1] ?? 0);
        at += 2;
        const from = reference >> 4;
        if (from === place) return output.subarray(0, length);
        for (let count = 0; count < (reference & 0xf) + 2; count++) put(window[(from + count) % WINDOW] ?? 0);
      }
    }
  }
  return output.subarray(0, length);
}
