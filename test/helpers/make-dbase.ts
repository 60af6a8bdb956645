interface Column {
  readonly name: string;
  /** `C` for text. */
  readonly kind?: string;
  readonly width: number;
}

/** A dBASE table: a row is a sign, blank or `*` where it was deleted, and a byte for each letter of its columns. */
export function makeDbase(columns: readonly Column[], rows: readonly string[], codePage = 0): Uint8Array {
  const described = columns.map(({ name, kind = 'C', width }) => {
    const column = Buffer.alloc(32);
    column.write(name);
    column.write(kind, 11);
    column.writeUInt8(width, 16);
    return column;
  });
  const head = Buffer.alloc(32);
  head.writeUInt8(3, 0);
  head.writeUInt32LE(rows.length, 4);
  head.writeUInt16LE(33 + 32 * columns.length, 8);
  head.writeUInt16LE(
    columns.reduce((sum, { width }) => sum + width, 1),
    10,
  );
  head.writeUInt8(codePage, 29);
  return Buffer.concat([head, ...described, Buffer.of(0x0d), Buffer.from(rows.join(''), 'latin1')]);
}
