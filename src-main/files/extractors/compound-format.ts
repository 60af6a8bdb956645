/** Offsets of the header, in bytes; the format is Microsoft's [MS-CFB]. */
const SECTOR_SHIFT_AT = 30;
const DIRECTORY_AT = 48;
const TABLE_SECTORS_AT = 76;
const ENTRY_BYTES = 128;
const NAME_LENGTH_AT = 64;
const LEFT_AT = 68;
const RIGHT_AT = 72;
const CHILD_AT = 76;
/** Names of the streams of one file; far more than any program writes at its root. */
const ENTRY_LIMIT = 4096;

/** The names at the root of a compound file in small letters, which tell what wrote it; what is embedded lies deeper. */
export function compoundNames(file: Buffer): ReadonlySet<string> {
  const names = new Set<string>();
  try {
    const directory = readDirectory(file);
    const seen = new Set<number>();
    const waiting = [directory.readUInt32LE(CHILD_AT)];
    for (let entry = waiting.pop(); entry !== undefined; entry = waiting.pop()) {
      const at = entry * ENTRY_BYTES;
      if (seen.has(entry) || at + ENTRY_BYTES > directory.length) continue;
      seen.add(entry);
      const length = Math.max(0, Math.min(directory.readUInt16LE(at + NAME_LENGTH_AT) - 2, NAME_LENGTH_AT));
      names.add(directory.toString('utf16le', at, at + length).toLowerCase());
      waiting.push(directory.readUInt32LE(at + LEFT_AT), directory.readUInt32LE(at + RIGHT_AT));
    }
  } catch (thrown) {
    if (!(thrown instanceof RangeError)) throw thrown;
  }
  return names;
}

/** The sectors of the directory, joined. Only the table's first 109 sectors are followed: seven megabytes of file. */
function readDirectory(file: Buffer): Buffer {
  const sectorBytes = 1 << Math.min(file.readUInt16LE(SECTOR_SHIFT_AT), 12);
  const sectors: Buffer[] = [];
  let sector = file.readUInt32LE(DIRECTORY_AT);
  const limit = (ENTRY_LIMIT * ENTRY_BYTES) / sectorBytes;
  while (sectors.length < limit && (sector + 1) * sectorBytes < file.length) {
    sectors.push(file.subarray((sector + 1) * sectorBytes, (sector + 2) * sectorBytes));
    sector = nextSector(file, sector, sectorBytes);
  }
  return Buffer.concat(sectors);
}

function nextSector(file: Buffer, sector: number, sectorBytes: number): number {
  const links = sectorBytes / 4;
  const table = Math.floor(sector / links);
  if (table >= 109) return Infinity;
  const tableAt = (file.readUInt32LE(TABLE_SECTORS_AT + 4 * table) + 1) * sectorBytes;
  const at = tableAt + (sector % links) * 4;
  return at + 4 <= file.length ? file.readUInt32LE(at) : Infinity;
}
