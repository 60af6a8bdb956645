export interface PictureContent {
  /** EXIF's ASCII tags by number, of the picture and of its exposure. */
  readonly tags?: Readonly<Record<number, string>>;
  readonly exposure?: Readonly<Record<number, string>>;
  /** Degrees, minutes and seconds north and east. */
  readonly position?: readonly [north: readonly number[], east: readonly number[]];
  readonly xmp?: string;
  /** IPTC's data sets of record 2: number and bytes. */
  readonly iptc?: readonly (readonly [dataSet: number, value: string | Buffer])[];
}

export const XMP = (properties: string): string =>
  '<?xpacket begin=""?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">' +
  `<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/">${properties}</rdf:Description>` +
  '</rdf:RDF></x:xmpmeta><?xpacket end="w"?>';

const EXPOSURE_POINTER = 0x8769;
const POSITION_POINTER = 0x8825;

interface Entry {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  readonly value: Buffer;
}

/** A TIFF of tags alone, as EXIF is carried by every kind of picture. */
export function makeExif({ tags = {}, exposure = {}, position }: PictureContent): Buffer {
  const ascii = Object.entries(tags).map(([tag, text]) => asciiEntry(Number(tag), text));
  const inner: [number, Entry[]][] = [
    [EXPOSURE_POINTER, Object.entries(exposure).map(([tag, text]) => asciiEntry(Number(tag), text))],
    [POSITION_POINTER, position === undefined ? [] : positionEntries(position)],
  ];
  const tables = inner.filter(([, entries]) => entries.length > 0);
  let at = 8 + tableBytes([...ascii, ...tables.map(([tag]) => pointer(tag, 0))]);
  const pointers: Entry[] = [];
  const written = tables.map(([tag, entries]) => {
    pointers.push(pointer(tag, at));
    const table = writeTable(entries, at);
    at += table.length;
    return table;
  });
  const header = Buffer.from('II*\0\x08\0\0\0', 'latin1');
  return Buffer.concat([header, writeTable([...ascii, ...pointers], 8), ...written]);
}

function asciiEntry(tag: number, text: string): Entry {
  const value = Buffer.from(`${text}\0`);
  return { tag, type: 2, count: value.length, value };
}

function pointer(tag: number, to: number): Entry {
  const value = Buffer.alloc(4);
  value.writeUInt32LE(to);
  return { tag, type: 4, count: 1, value };
}

function positionEntries([north, east]: readonly [readonly number[], readonly number[]]): Entry[] {
  const rational = (tag: number, values: readonly number[]): Entry => {
    const value = Buffer.alloc(values.length * 8);
    for (const [order, part] of values.entries()) {
      value.writeUInt32LE(Math.round(part * 100), order * 8);
      value.writeUInt32LE(100, order * 8 + 4);
    }
    return { tag, type: 5, count: values.length, value };
  };
  return [asciiEntry(1, 'N'), rational(2, north), asciiEntry(3, 'E'), rational(4, east)];
}

function tableBytes(entries: readonly Entry[]): number {
  const far = entries.filter(({ value }) => value.length > 4);
  return 2 + entries.length * 12 + 4 + far.reduce((sum, { value }) => sum + value.length, 0);
}

function writeTable(entries: readonly Entry[], at: number): Buffer {
  const table = Buffer.alloc(tableBytes(entries));
  table.writeUInt16LE(entries.length);
  let free = 2 + entries.length * 12 + 4;
  for (const [order, { tag, type, count, value }] of entries.toSorted((a, b) => a.tag - b.tag).entries()) {
    const row = 2 + order * 12;
    table.writeUInt16LE(tag, row);
    table.writeUInt16LE(type, row + 2);
    table.writeUInt32LE(count, row + 4);
    if (value.length <= 4) value.copy(table, row + 8);
    else {
      table.writeUInt32LE(at + free, row + 8);
      value.copy(table, free);
      free += value.length;
    }
  }
  return table;
}
