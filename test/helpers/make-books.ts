/** A Kindle book of one record that is not packed, with a title, authors and extra bytes behind its text. */
export function makeKindle(
  html: string,
  facts: { readonly title: string; readonly authors: readonly string[] },
): Uint8Array {
  const name = Buffer.from(facts.title);
  const authors = facts.authors.map((author) => {
    const fact = Buffer.concat([Buffer.alloc(8), Buffer.from(author)]);
    fact.writeUInt32BE(100, 0);
    fact.writeUInt32BE(fact.length, 4);
    return fact;
  });
  const extras = Buffer.concat([Buffer.alloc(12), ...authors]);
  extras.write('EXTH');
  extras.writeUInt32BE(extras.length, 4);
  extras.writeUInt32BE(authors.length, 8);
  const header = Buffer.alloc(16 + 232);
  header.writeUInt16BE(1, 0);
  header.writeUInt16BE(1, 8);
  header.write('MOBI', 16);
  header.writeUInt32BE(232, 20);
  header.writeUInt32BE(65_001, 28);
  header.writeUInt32BE(header.length + extras.length, 84);
  header.writeUInt32BE(name.length, 88);
  header.writeUInt32BE(0x40, 128);
  // One entry behind the text: three bytes, the last of which says so.
  header.writeUInt16BE(0b10, 0xf2);
  return makePalm('BOOKMOBI', [
    Buffer.concat([header, extras, name]),
    Buffer.concat([Buffer.from(html), Buffer.of(1, 2, 0x83)]),
  ]);
}

/** A Palm database of records. */
export function makePalm(kind: string, records: readonly Buffer[]): Uint8Array {
  const list = Buffer.alloc(78 + records.length * 8);
  list.write(kind, 60);
  list.writeUInt16BE(records.length, 76);
  let at = list.length;
  for (const [index, record] of records.entries()) {
    list.writeUInt32BE(at, 78 + index * 8);
    at += record.length;
  }
  return Buffer.concat([list, ...records]);
}
