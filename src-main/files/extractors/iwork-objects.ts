import { decodeText } from '../encoding.ts';
import { fieldBytes, fieldsOf, varintAt } from './protobuf.ts';
import { unpackSnappy } from './snappy.ts';

/** An object of a document of Pages, Numbers or Keynote. */
export interface IworkObject {
  readonly type: number;
  readonly content: Uint8Array;
}

const HEADER_BYTES = 4;
/** Numbers that Apple's programs give their kinds of objects; obriensp/iWorkFileFormat lists them. */
const TEXT_STORAGES: ReadonlySet<number> = new Set([2001, 2005]);
const TEXTS_OF_STORAGE = 3;
const TABLE = 6001;
const NAME_OF_TABLE = 8;
const CELL_VALUES = 6005;
const ENTRIES_OF_VALUES = 3;
const TEXT_OF_ENTRY = 3;

/** The objects of one part (.iwa): blocks of Snappy, in which every object follows a description of itself. */
export function* objectsOf(part: Uint8Array): Generator<IworkObject> {
  const bytes = Buffer.concat([...blocksOf(part)]);
  for (let at = 0; at < bytes.length;) {
    const length = varintAt(bytes, at);
    if (length === null) return;
    const start = length.end + length.value;
    const description = bytes.subarray(length.end, start);
    at = start;
    for (const { number, bytes: message } of fieldsOf(description)) {
      if (number !== 2 || message === null) continue;
      const [type, size] = [numberOf(message, 1), numberOf(message, 3)];
      yield { type, content: bytes.subarray(at, at + size) };
      at += size;
    }
  }
}

/** Texts of an object that a person wrote, all cells of a table as one; none of most objects. */
export function textsOf({ type, content }: IworkObject): string[] {
  if (TEXT_STORAGES.has(type)) {
    return [...fieldsOf(content)]
      .filter(({ number }) => number === TEXTS_OF_STORAGE)
      .map(({ bytes }) => (bytes === null ? '' : decodeText(bytes, 'utf-8')));
  }
  if (type === TABLE) return [decodeText(fieldBytes(content, NAME_OF_TABLE), 'utf-8')];
  if (type !== CELL_VALUES) return [];
  const cells = [...fieldsOf(content)]
    .filter(({ number }) => number === ENTRIES_OF_VALUES)
    .map(({ bytes }) => (bytes === null ? '' : decodeText(fieldBytes(bytes, TEXT_OF_ENTRY), 'utf-8')));
  return [cells.filter((cell) => cell !== '').join('\n')];
}

function numberOf(message: Uint8Array, wanted: number): number {
  for (const { number, bytes, value } of fieldsOf(message))
    if (number === wanted && bytes === null) return value;
  return 0;
}

/** Each block begins with a zero and its length in three bytes. */
function* blocksOf(part: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at + HEADER_BYTES <= part.length;) {
    const [kind = 0, low = 0, middle = 0, high = 0] = part.subarray(at, at + HEADER_BYTES);
    const end = at + HEADER_BYTES + low + middle * 0x100 + high * 0x10000;
    if (kind !== 0) return;
    yield unpackSnappy(part.subarray(at + HEADER_BYTES, end));
    at = end;
  }
}
