import { makeCompound } from './make-compound.ts';

interface MadeAttachment {
  readonly name: string;
  readonly text: string;
}

interface MadeMail {
  readonly subject: string;
  readonly body?: string;
  readonly html?: string;
  readonly from?: string;
  readonly to?: string;
  readonly attachments?: readonly MadeAttachment[];
  /** A mail attached as a mail. */
  readonly inner?: MadeMail;
}

/** An Outlook mail (MSG). */
export function makeMsg(mail: MadeMail): Uint8Array {
  return makeCompound(streamsOf(mail, 32));
}

function streamsOf(mail: MadeMail, header: number): Record<string, Uint8Array> {
  const streams: Record<string, Uint8Array> = {
    '__properties_version1.0': Buffer.concat([
      Buffer.alloc(header),
      time(0x0039, Date.UTC(2024, 0, 31, 9, 30)),
    ]),
    '__substg1.0_0037001F': wide(mail.subject),
    '__substg1.0_1000001F': wide(mail.body ?? ''),
    '__substg1.0_0C1A001F': wide(mail.from ?? ''),
  };
  if (mail.html !== undefined) streams['__substg1.0_10130102'] = Buffer.from(mail.html);
  if (mail.to !== undefined) {
    streams['__recip_version1.0_#00000000/__substg1.0_3001001F'] = wide(mail.to);
    streams['__recip_version1.0_#00000000/__substg1.0_39FE001F'] = wide('to@example.org');
    streams['__recip_version1.0_#00000000/__properties_version1.0'] = Buffer.concat([
      Buffer.alloc(8),
      kind(1),
    ]);
  }
  for (const [at, { name, text }] of (mail.attachments ?? []).entries()) {
    const folder = `__attach_version1.0_#0000000${at}`;
    streams[`${folder}/__substg1.0_3707001F`] = wide(name);
    streams[`${folder}/__substg1.0_37010102`] = Buffer.from(text);
  }
  if (mail.inner !== undefined) {
    for (const [path, bytes] of Object.entries(streamsOf(mail.inner, 24))) {
      streams[`__attach_version1.0_#00000009/__substg1.0_3701000D/${path}`] = bytes;
    }
  }
  return streams;
}

/** What Outlook wraps a mail in (winmail.dat). */
export function makeTnef(subject: string, body: string, attachments: readonly MadeAttachment[]): Uint8Array {
  const start = Buffer.alloc(6);
  start.writeUInt32LE(0x223e_9f78, 0);
  return Buffer.concat([
    start,
    attribute(1, 0x8004, Buffer.from(`${subject}\0`)),
    attribute(1, 0x9003, tnefValues([[0x1000, wide(body)]])),
    ...attachments.flatMap(({ name, text }) => [
      attribute(2, 0x9002, Buffer.alloc(14)),
      attribute(2, 0x8010, Buffer.from('SHORT~1.TXT\0')),
      attribute(2, 0x800f, Buffer.from(text)),
      attribute(2, 0x9005, tnefValues([[0x3707, wide(name)]])),
    ]),
  ]);
}

function attribute(level: number, id: number, content: Buffer): Buffer {
  const head = Buffer.alloc(9);
  head.writeUInt8(level, 0);
  head.writeUInt16LE(id, 1);
  head.writeUInt32LE(content.length, 5);
  return Buffer.concat([head, content, Buffer.alloc(2)]);
}

/** A named property first, which readers must step over. */
function tnefValues(values: readonly (readonly [property: number, text: Buffer])[]): Buffer {
  const named = [
    numbers([0x8001_0003]),
    Buffer.alloc(16),
    numbers([1, 3]),
    Buffer.from('a\0\0\0'),
    numbers([7]),
  ];
  const rest = values.flatMap(([property, text]) => [
    numbers([((property << 16) | 0x1f) >>> 0, 1, text.length]),
    text,
    Buffer.alloc(-text.length & 3),
  ]);
  return Buffer.concat([numbers([values.length + 1]), ...named, ...rest]);
}

function wide(text: string): Buffer {
  return Buffer.from(`${text}\0`, 'utf16le');
}

function time(property: number, milliseconds: number): Buffer {
  const entry = Buffer.alloc(16);
  entry.writeUInt16LE(0x40, 0);
  entry.writeUInt16LE(property, 2);
  entry.writeBigUInt64LE((BigInt(milliseconds) + 11_644_473_600_000n) * 10_000n, 8);
  return entry;
}

function kind(value: number): Buffer {
  const entry = Buffer.alloc(16);
  entry.writeUInt16LE(3, 0);
  entry.writeUInt16LE(0x0c15, 2);
  entry.writeUInt32LE(value, 8);
  return entry;
}

function numbers(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, at) => bytes.writeUInt32LE(value, at * 4));
  return bytes;
}
