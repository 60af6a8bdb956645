/** Records of a binary PowerPoint document; [MS-PPT]. */
export const RECORD = {
  document: 1000,
  slide: 1006,
  slideAtom: 1007,
  notes: 1008,
  slidePlace: 1011,
  textHeader: 3999,
  textWide: 4000,
  textNarrow: 4008,
  string: 4026,
  headersFooters: 4057,
  slideList: 4080,
  userEdit: 4085,
  tagContent: 5003,
  persistDirectory: 6002,
  comment: 12_000,
} as const;

export interface PowerPointRecord {
  readonly type: number;
  readonly instance: number;
  readonly isContainer: boolean;
  readonly content: Buffer;
}

const HEADER_BYTES = 8;
const CONTAINER = 0xf;
/** Drawings hold groups within groups. */
const DEPTH_LIMIT = 30;

export function recordAt(stream: Buffer, offset: number): PowerPointRecord | null {
  if (offset < 0 || offset + HEADER_BYTES > stream.length) return null;
  const head = stream.readUInt16LE(offset);
  const end = offset + HEADER_BYTES + stream.readUInt32LE(offset + 4);
  return {
    type: stream.readUInt16LE(offset + 2),
    instance: head >> 4,
    isContainer: (head & CONTAINER) === CONTAINER,
    content: stream.subarray(offset + HEADER_BYTES, end),
  };
}

/** The records that follow each other in a stream or a container. */
export function* recordsIn(content: Buffer): Generator<PowerPointRecord> {
  let offset = 0;
  for (let record = recordAt(content, 0); record !== null; record = recordAt(content, offset)) {
    yield record;
    offset += HEADER_BYTES + record.content.length;
  }
}

export function childOf(parent: PowerPointRecord, type: number): PowerPointRecord | undefined {
  for (const record of recordsIn(parent.content)) if (record.type === type) return record;
  return undefined;
}

/** Texts people see in a container, however deep: of its shapes and of comments. Title texts first know that they are. */
export function* textsIn(content: Buffer, depth = 0): Generator<SlideText> {
  let isTitle = false;
  for (const record of recordsIn(content)) {
    if (record.type === RECORD.textHeader) isTitle = isTitleHeader(record);
    const text = textOf(record);
    if (text !== null) yield { text, isTitle };
    else if (record.type === RECORD.comment) yield* commentText(record);
    else if (holdsTexts(record) && depth < DEPTH_LIMIT) yield* textsIn(record.content, depth + 1);
  }
}

/** Comments stand in records that later versions added, which earlier ones take for mere bytes. */
function holdsTexts({ type, isContainer }: PowerPointRecord): boolean {
  return type === RECORD.tagContent || (isContainer && type !== RECORD.headersFooters);
}

export interface SlideText {
  readonly text: string;
  readonly isTitle: boolean;
}

export function isTitleHeader({ content }: PowerPointRecord): boolean {
  const kind = content.length >= 4 ? content.readUInt32LE(0) : -1;
  return kind === 0 || kind === 6;
}

export function textOf({ type, content }: PowerPointRecord): string | null {
  if (type === RECORD.textWide) return content.toString('utf16le');
  return type === RECORD.textNarrow ? content.toString('latin1') : null;
}

/** Strings of a comment: who, what, initials. */
function* commentText(comment: PowerPointRecord): Generator<SlideText> {
  for (const { type, instance, content } of recordsIn(comment.content)) {
    if (type === RECORD.string && instance === 1) yield { text: content.toString('utf16le'), isTitle: false };
  }
}
