/** A record holds 4 kB of text. */
const ROOM = 65_536;

/** The text of one packed record: letters, runs of letters, copies of what came before, and blanks with their letter. */
export function unpackPalmDoc(packed: Uint8Array): Uint8Array {
  const text = new Uint8Array(ROOM);
  let end = 0;
  for (let at = 0; at < packed.length && end < ROOM;) {
    const byte = packed[at++] ?? 0;
    if (byte >= 1 && byte <= 8) {
      const run = packed.subarray(at, at + Math.min(byte, ROOM - end));
      text.set(run, end);
      at += byte;
      end += run.length;
    } else if (byte < 0x80) {
      text[end++] = byte;
    } else if (byte >= 0xc0) {
      text[end++] = 0x20;
      if (end < ROOM) text[end++] = byte ^ 0x80;
    } else {
      const pair = byte * 0x100 + (packed[at++] ?? 0);
      const distance = (pair >> 3) & 0x7ff;
      const last = Math.min(end + (pair & 7) + 3, ROOM);
      if (distance === 0 || distance > end) continue;
      for (; end < last; end++) text[end] = text[end - distance] ?? 0;
    }
  }
  // A copy: a view would keep all of the room.
  return text.slice(0, end);
}
