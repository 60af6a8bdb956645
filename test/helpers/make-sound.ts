import { box } from './make-picture.ts';

/** MP3 with ID3v2.3 frames: Latin-1 where a frame begins with 0, UTF-16 where it begins with 1. */
export function makeMp3(frames: readonly (readonly [id: string, data: Buffer])[]): Buffer {
  const written = frames.map(([id, data]) => {
    const head = Buffer.alloc(10);
    head.write(id, 'latin1');
    head.writeUInt32BE(data.length, 4);
    return Buffer.concat([head, data]);
  });
  const body = Buffer.concat(written);
  const head = Buffer.from('ID3\x03\0\0\0\0\0\0', 'latin1');
  for (const [order, shift] of [21, 14, 7, 0].entries()) head[6 + order] = (body.length >> shift) & 0x7f;
  return Buffer.concat([head, body, mpegFrames()]);
}

export const latinFrame = (text: string): Buffer => Buffer.from(`\0${text}`, 'latin1');
export const wideFrame = (text: string): Buffer =>
  Buffer.concat([Buffer.from([1, 0xff, 0xfe]), Buffer.from(text, 'utf16le')]);

/** Silent frames of MPEG-1 layer III, 128 kbit/s, 44.1 kHz. */
function mpegFrames(): Buffer {
  const frame = Buffer.alloc(417);
  frame.writeUInt32BE(0xff_fb_90_00);
  return Buffer.concat(Array.from({ length: 10 }, () => frame));
}

/** FLAC of a header and Vorbis comments (NAME=value). */
export function makeFlac(comments: readonly string[]): Buffer {
  const block = (kind: number, data: Buffer): Buffer => {
    const head = Buffer.alloc(4);
    head.writeUInt32BE(data.length);
    head[0] = kind;
    return Buffer.concat([head, data]);
  };
  return Buffer.concat([
    Buffer.from('fLaC'),
    block(0, Buffer.alloc(34)),
    block(0x84, vorbisComments(comments)),
  ]);
}

function vorbisComments(comments: readonly string[]): Buffer {
  const sized = (text: string): Buffer => {
    const bytes = Buffer.from(text);
    return Buffer.concat([little(bytes.length), bytes]);
  };
  return Buffer.concat([sized('maker'), little(comments.length), ...comments.map(sized)]);
}

function little(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

/** Ogg with Opus: a page for the header, one for the comments. */
export function makeOpus(comments: readonly string[]): Buffer {
  const page = (order: number, data: Buffer): Buffer => {
    const sizes = [...Array.from({ length: Math.floor(data.length / 255) }, () => 255), data.length % 255];
    const head = Buffer.alloc(27);
    head.write('OggS');
    head[5] = order === 0 ? 2 : 0;
    head.writeUInt32LE(7, 14);
    head.writeUInt32LE(order, 18);
    head[26] = sizes.length;
    return Buffer.concat([head, Buffer.from(sizes), data]);
  };
  const opus = Buffer.from('OpusHead\x01\x02\0\0\x80\xbb\0\0\0\0\0', 'latin1');
  return Buffer.concat([
    page(0, opus),
    page(1, Buffer.concat([Buffer.from('OpusTags'), vorbisComments(comments)])),
  ]);
}

/** WAV with a list of INFO chunks. */
export function makeWav(infos: Readonly<Record<string, string>>): Buffer {
  const chunk = (kind: string, data: Buffer): Buffer =>
    Buffer.concat([Buffer.from(kind), little(data.length), data, Buffer.alloc(data.length % 2)]);
  const format = Buffer.from('\x01\0\x01\0\x44\xac\0\0\x88\x58\x01\0\x02\0\x10\0', 'latin1');
  const list = Object.entries(infos).map(([kind, text]) => chunk(kind, Buffer.from(`${text}\0`)));
  return chunk(
    'RIFF',
    Buffer.concat([
      Buffer.from('WAVE'),
      chunk('fmt ', format),
      chunk('LIST', Buffer.concat([Buffer.from('INFO'), ...list])),
      chunk('data', Buffer.alloc(4)),
    ]),
  );
}

/** MP4 with the tags iTunes writes: name of the box (© is \xa9) and text. */
export function makeMp4(brand: string, tags: Readonly<Record<string, string>>): Buffer {
  const rows = Object.entries(tags).map(([name, text]) =>
    box(name, box('data', Buffer.concat([Buffer.from([0, 0, 0, 1, 0, 0, 0, 0]), Buffer.from(text)]))),
  );
  const handler = box('hdlr', Buffer.concat([Buffer.alloc(8), Buffer.from('mdirappl'), Buffer.alloc(9)]));
  const meta = box('meta', Buffer.concat([Buffer.alloc(4), handler, box('ilst', Buffer.concat(rows))]));
  const movie = box('mvhd', Buffer.alloc(100));
  return Buffer.concat([
    box('ftyp', Buffer.from(`${brand}\0\0\0\0isom`, 'latin1')),
    box('moov', Buffer.concat([movie, box('udta', meta)])),
    box('mdat', Buffer.alloc(8)),
  ]);
}

/** Matroska with a title and one tag. */
export function makeMatroska(title: string, [name, value]: readonly [string, string]): Buffer {
  const element = (id: string, ...parts: readonly (Buffer | string)[]): Buffer => {
    const data = Buffer.concat(parts.map((part) => Buffer.from(part)));
    const size = Buffer.alloc(4);
    size.writeUInt32BE(data.length + 0x10_00_00_00);
    return Buffer.concat([Buffer.from(id, 'hex'), size, data]);
  };
  const header = element('1a45dfa3', element('4282', 'matroska'));
  const tag = element(
    '7373',
    element('63c0'),
    element('67c8', element('45a3', name), element('4487', value)),
  );
  return Buffer.concat([
    header,
    element(
      '18538067',
      element('1549a966', element('7ba9', title), element('4489', Buffer.from('3f800000', 'hex'))),
      element('1254c367', tag),
    ),
  ]);
}
