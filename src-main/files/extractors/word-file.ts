import { decode } from 'iconv-lite';

import { decodeText } from '../encoding.ts';
import { encodingOfLanguage } from '../language-encoding.ts';
import { failure } from '../reasons.ts';

/** Binary Word documents; [MS-DOC] for Word 97 to 2003, and the older layout of Word 6 and 95. */
const MARK_97 = 0xa5ec;
const MARK_95 = 0xa5dc;
const FLAGS = 0x0a;
const IS_COMPLEX = 0x0004;
const IS_ENCRYPTED = 0x0100;
const IS_TABLE_ONE = 0x0200;
/** A hostile table of pieces repeats one part of the file without end. */
const REPEAT_LIMIT = 4;

/** A run of text that lies in one place of the file. */
export interface Piece {
  readonly text: string;
  /** Where it lies in the main stream. */
  readonly offset: number;
  readonly bytesPerCharacter: 1 | 2;
}

export interface WordFile {
  readonly stream: Buffer;
  readonly table: Buffer;
  readonly isOld: boolean;
  readonly pieces: readonly Piece[];
  /** Characters of the parts of the text, in order: body, footnotes, margins, comments, endnotes, text boxes. */
  readonly partLengths: readonly number[];
}

const PARTS_97 = [0x4c, 0x50, 0x54, 0x58, 0x5c, 0x60, 0x64, 0x68];
const PARTS_95 = [0x34, 0x38, 0x3c, 0x40, 0x44, 0x48, 0x4c, 0x50];
const PIECES_97 = 0x1a2;
const PIECES_95 = 0x160;
const TEXT_START = 0x18;
const TEXT_END = 0x1c;
const LANGUAGE = 0x06;
/** Reads the layout of a document; `tableNamed` gives the stream of that name. */
export function readWordFile(stream: Buffer, tableNamed: (name: string) => Buffer | null): WordFile {
  const mark = stream.readUInt16LE(0);
  if (mark !== MARK_97 && mark !== MARK_95) throw failure('FILE_BROKEN');
  const flags = stream.readUInt16LE(FLAGS);
  if ((flags & IS_ENCRYPTED) !== 0) throw failure('DOCUMENT_PASSWORD');
  const isOld = mark === MARK_95;
  const table = isOld ? stream : tableNamed((flags & IS_TABLE_ONE) !== 0 ? '1Table' : '0Table');
  if (table === null) throw failure('FILE_BROKEN');
  const partLengths = (isOld ? PARTS_95 : PARTS_97).map((at) => Math.max(0, stream.readInt32LE(at)));
  const pieces = isOld && (flags & IS_COMPLEX) === 0 ? [onlyPiece(stream)] : readPieces(stream, table, isOld);
  return { stream, table, isOld, pieces, partLengths };
}

/** A document of Word 95 saved anew: its text lies in one piece. */
function onlyPiece(stream: Buffer): Piece {
  const [from, to] = [stream.readUInt32LE(TEXT_START), stream.readUInt32LE(TEXT_END)];
  return { text: decodeNarrow(stream.subarray(from, to), stream), offset: from, bytesPerCharacter: 1 };
}

function readPieces(stream: Buffer, table: Buffer, isOld: boolean): Piece[] {
  const place = isOld ? PIECES_95 : PIECES_97;
  const plan = pieceTable(
    table.subarray(stream.readUInt32LE(place)).subarray(0, stream.readUInt32LE(place + 4)),
  );
  const count = Math.floor((plan.length - 4) / 12);
  const pieces: Piece[] = [];
  let total = 0;
  for (let at = 0; at < count; at++) {
    const length = plan.readUInt32LE(at * 4 + 4) - plan.readUInt32LE(at * 4);
    const position = plan.readUInt32LE((count + 1) * 4 + at * 8 + 2);
    const isNarrow = isOld || (position & 0x4000_0000) !== 0;
    const offset = isOld ? position : isNarrow ? (position & 0x3fff_ffff) / 2 : position;
    if (length <= 0 || offset >= stream.length) continue;
    const bytes = stream.subarray(offset, offset + length * (isNarrow ? 1 : 2));
    total += bytes.length;
    if (total > stream.length * REPEAT_LIMIT) break;
    const text = isNarrow ? decodeNarrow(bytes, isOld ? stream : null) : bytes.toString('utf16le');
    pieces.push({ text, offset, bytesPerCharacter: isNarrow ? 1 : 2 });
  }
  return pieces;
}

/** The table of pieces, after changes of format that stand before it. */
function pieceTable(plan: Buffer): Buffer {
  let at = 0;
  while (plan.readUInt8(at) === 1) at += 3 + plan.readUInt16LE(at + 1);
  if (plan.readUInt8(at) !== 2) throw failure('FILE_BROKEN');
  return plan.subarray(at + 5, at + 5 + plan.readUInt32LE(at + 1));
}

/** Text of Word 95 is in the encoding of its language; one written in another than its program's is guessed. */
function decodeNarrow(bytes: Buffer, old: Buffer | null): string {
  if (old === null) return decode(bytes, 'cp1252');
  const encoding = encodingOfLanguage(old.readUInt16LE(LANGUAGE));
  return encoding === null ? decodeText(bytes) : decode(bytes, encoding);
}
