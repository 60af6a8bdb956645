import { assert, asyncProperty, constantFrom, integer, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';

import { extractDocument } from '../../../../src-main/files/read.ts';
import { InklingError } from '../../../../src-main/lib/errors.ts';
import { blocksOf, extracted } from '../../../helpers/extract-text.ts';
import { XMP, makeExif } from '../../../helpers/make-exif.ts';
import type { PictureContent } from '../../../helpers/make-exif.ts';
import { makeHeic, makeJpeg, makePng, makeWebp } from '../../../helpers/make-picture.ts';
import {
  latinFrame,
  makeFlac,
  makeMatroska,
  makeMp3,
  makeMp4,
  makeOpus,
  makeWav,
  wideFrame,
} from '../../../helpers/make-sound.ts';

const [DESCRIPTION, MAKE, MODEL, ARTIST] = [0x010e, 0x010f, 0x0110, 0x013b];
const TAKEN = 0x9003;
const WHALE: PictureContent = {
  tags: { [DESCRIPTION]: 'A whale off Húsavík', [MAKE]: 'Canon', [MODEL]: 'Canon EOS 7D', [ARTIST]: 'Ann' },
  exposure: { [TAKEN]: '2019:05:12 14:03:00' },
  position: [
    [66, 2, 42],
    [17, 20, 18],
  ],
};
const LINES =
  'A whale off Húsavík\nBy: Ann\nPlace: 66.0450 degrees north, 17.3383 degrees east\n' +
  'Taken: 12 May 2019, 14:03\nCamera: Canon EOS 7D';

describe('pictures', () => {
  it.each([
    ['x.jpg', makeJpeg(WHALE)],
    ['x.tif', makeExif(WHALE)],
    ['x.png', makePng(WHALE)],
    ['x.webp', makeWebp(WHALE)],
    ['x.heic', makeHeic(WHALE)],
  ])('%s gives caption, artist, place, date and camera', async (name, bytes) => {
    const { fields, dataLike } = await extracted(name, bytes);
    expect(await blocksOf(name, bytes)).toEqual([LINES]);
    expect(dataLike).toBe(false);
    expect(fields).toMatchObject({ description: 'A whale off Húsavík', taken: '12 May 2019, 14:03' });
  });

  const xmp = XMP(
    '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Morning &amp; sea</rdf:li></rdf:Alt></dc:title>' +
      '<dc:subject><rdf:Bag><rdf:li>whale</rdf:li><rdf:li>Places|Iceland</rdf:li></rdf:Bag></dc:subject>' +
      '<photoshop:City>Húsavík</photoshop:City>',
  );
  it.each([
    ['x.jpg', makeJpeg({ xmp })],
    ['x.png', makePng({ xmp })],
    ['x.webp', makeWebp({ xmp })],
    ['x.heic', makeHeic({ xmp })],
  ])('%s gives the words of its XMP packet', async (name, bytes) => {
    const { title, blocks } = await extracted(name, bytes);
    expect(title).toBe('Morning & sea');
    expect(blocks[0]?.text).toBe('Morning & sea\nKeywords: whale, Places, Iceland\nPlace: Húsavík');
  });

  it('decode what IPTC wrote in either encoding, and say the same words once', async () => {
    const iptc: PictureContent['iptc'] = [
      [120, 'Größe'],
      [25, Buffer.from('Wal', 'latin1')],
      [25, 'Wal'],
      [90, Buffer.from('Zürich', 'latin1')],
      [101, 'Schweiz'],
    ];
    const { fields } = await extracted('x.jpg', makeJpeg({ tags: { [DESCRIPTION]: 'Größe' }, iptc }));
    expect(fields).toEqual({ description: 'Größe', keywords: 'Wal', place: 'Zürich, Schweiz' });
  });

  it('give the texts of a PNG, plain, packed and international', async () => {
    const png = makePng({}, { Title: 'Tower', Description: 'of babel', Author: 'Bruegel 大' });
    expect(await blocksOf('x.png', png)).toEqual(['Tower\nof babel\nBy: Bruegel 大']);
  });

  it('without words are read, and those of a camera alone are data', async () => {
    for (const [name, bytes] of [
      ['x.jpg', makeJpeg({})],
      ['x.png', makePng({})],
    ] as const)
      expect(await extracted(name, bytes)).toMatchObject({
        title: null,
        blocks: [],
        fields: {},
        shortfall: null,
      });
    const camera = makeJpeg({ tags: { [MODEL]: 'EOS', [DESCRIPTION]: 'OLYMPUS DIGITAL CAMERA' } });
    expect(await extracted('x.jpg', camera)).toMatchObject({ dataLike: true, fields: { camera: 'EOS' } });
  });
});

describe('sound and films', () => {
  const opus = makeOpus([
    'TITLE=Song of the humpback',
    'ARTIST=Ann',
    'ALBUM=Deep',
    'GENRE=Field',
    'DATE=1970',
  ]);
  const flac = makeFlac([
    'TITLE=Song of the humpback',
    'ARTIST=Ann',
    'ALBUM=Deep',
    'GENRE=Field',
    'DATE=1970',
  ]);
  const mp3 = makeMp3([
    ['TIT2', wideFrame('Song of the humpback')],
    ['TPE1', latinFrame('Ann')],
    ['TALB', latinFrame('Deep')],
    ['TCON', latinFrame('Field')],
    ['TYER', latinFrame('1970')],
  ]);
  const wav = makeWav({
    INAM: 'Song of the humpback',
    IART: 'Ann',
    IPRD: 'Deep',
    IGNR: 'Field',
    ICRD: '1970',
  });
  const mp4 = {
    '\xa9nam': 'Song of the humpback',
    '\xa9ART': 'Ann',
    '\xa9alb': 'Deep',
    '\xa9gen': 'Field',
    '\xa9day': '1970',
  };

  it.each([
    ['x.mp3', mp3, 'audio'],
    ['x.flac', flac, 'audio'],
    ['x.opus', opus, 'audio'],
    ['x.wav', wav, 'audio'],
    ['x.m4a', makeMp4('M4A ', mp4), 'audio'],
    ['x.mp4', makeMp4('isom', mp4), 'video'],
    ['named wrongly.txt', mp3, 'audio'],
  ])('%s gives title, artist, album, genre and year', async (name, bytes, format) => {
    const read = await extractDocument(bytes, name);
    expect(read.format).toBe(format);
    expect(read.extraction.title).toBe('Song of the humpback');
    expect(read.extraction.fields).toEqual({ artist: 'Ann', album: 'Deep', genre: 'Field', year: '1970' });
    expect(read.extraction.blocks[0]?.text).toBe(
      'Song of the humpback\nArtist: Ann\nAlbum: Deep\nGenre: Field\nYear: 1970',
    );
  });

  it('keep lyrics under a heading and leave covers and numbers of programs out', async () => {
    const bytes = makeMp3([
      ['USLT', Buffer.from('\0eng\0Deep blue\n\nand wide', 'latin1')],
      ['COMM', Buffer.from('\0eng\0taped at night', 'latin1')],
      ['COMM', Buffer.from('\0engiTunNORM\0 0000 1A2B', 'latin1')],
      [
        'APIC',
        Buffer.concat([Buffer.from('\0image/png\0\x03\0', 'latin1'), makePng({}, { Title: 'cover' })]),
      ],
    ]);
    expect(await blocksOf('x.mp3', bytes)).toEqual([
      'Comment: taped at night',
      'Lyrics | Deep blue',
      'Lyrics | and wide',
    ]);
  });

  it('give the chapters of a podcast', async () => {
    const title = Buffer.concat([Buffer.from('TIT2\0\0\0\x08\0\0\0Opening', 'latin1')]);
    const chapter = Buffer.concat([Buffer.from('one\0'), Buffer.alloc(16), title]);
    const toc = Buffer.concat([Buffer.from('toc\0\x03\x01one\0', 'latin1')]);
    const bytes = makeMp3([
      ['CTOC', toc],
      ['CHAP', chapter],
    ]);
    expect(await blocksOf('x.mp3', bytes)).toEqual(['Chapters | Opening']);
  });

  it('give the title and tags of a Matroska film', async () => {
    const film = makeMatroska('The whale road', ['ARTIST', 'Ann']);
    const { title, fields } = await extracted('x.mkv', film);
    expect([title, fields]).toEqual(['The whale road', { artist: 'Ann' }]);
  });

  it('that are none are broken', async () => {
    await expect(extracted('x.mp3', Buffer.from([1, 2, 0, 3]))).rejects.toMatchObject({
      code: 'FILE_BROKEN',
    });
  });
});

describe('drawings', () => {
  it('give title, description and lettering, a line each', async () => {
    const svg =
      '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><title>Food chain</title><style>a{}</style>' +
      '<metadata><rdf:RDF><cc:Work><dc:creator><cc:Agent><dc:title>Ann</dc:title></cc:Agent></dc:creator></cc:Work></rdf:RDF></metadata>' +
      '<g><title>Krill</title><desc>eaten by whales</desc><path d="M0 0"/></g>' +
      '<text x="1">Blue <tspan font-weight="bold">whale</tspan><tspan x="1" dy="9">thirty metres</tspan></text></svg>';
    const { title } = await extracted('x.svg', svg);
    expect(title).toBe('Food chain');
    expect(await blocksOf('x.svg', svg)).toEqual(['Krill\neaten by whales\nBlue whale\nthirty metres']);
  });
});

describe('notebooks', () => {
  const cell = (kind: string, source: string | string[], outputs: unknown[] = []): unknown => ({
    cell_type: kind,
    source,
    outputs,
  });

  it('give prose as Markdown, programs and the beginnings of results', async () => {
    const notebook = JSON.stringify({
      nbformat: 4,
      metadata: { language_info: { name: 'python' } },
      cells: [
        cell('markdown', ['# Whales\n', '\n', 'They **sing**.']),
        cell('code', 'def sing():\n    return 1', [
          { output_type: 'stream', text: ['humming\n'] },
          {
            output_type: 'execute_result',
            data: { 'text/plain': 'x'.repeat(5000), 'image/png': 'aGVsbG8=' },
          },
          { output_type: 'error', ename: 'ValueError', evalue: 'no whale', traceback: ['\u001b[31mdeep'] },
        ]),
        cell('markdown', '## Krill'),
        cell('markdown', 'small'),
      ],
    });
    const { title, fields, dataLike } = await extracted('x.ipynb', notebook);
    expect([title, fields, dataLike]).toEqual(['Whales', { language: 'python' }, false]);
    expect(await blocksOf('x.ipynb', notebook)).toEqual([
      'They sing.',
      'def sing():\n    return 1',
      'humming',
      'x'.repeat(2000),
      'ValueError: no whale',
      'Krill | small',
    ]);
  });

  it('of the older form are read, and what is none is read as JSON', async () => {
    const older = {
      worksheets: [
        {
          cells: [
            { cell_type: 'heading', level: 2, source: 'Song' },
            { cell_type: 'code', input: 'a = 1' },
          ],
        },
      ],
    };
    expect(await blocksOf('x.ipynb', JSON.stringify(older))).toEqual(['a = 1']);
    expect(await blocksOf('x.ipynb', '{"whale": "blue"}')).toEqual(['whale: blue']);
  });
});

describe('damaged pictures, sound and notebooks', () => {
  it('are read clean or refused with a reason, and in time', async () => {
    const whole: [string, Buffer][] = [
      ['x.jpg', makeJpeg({ ...WHALE, xmp: XMP('<dc:title>a</dc:title>'), iptc: [[120, 'b']] })],
      ['x.tif', makeExif(WHALE)],
      ['x.png', makePng(WHALE, { Title: 'a', Comment: 'b', Author: 'c' })],
      ['x.webp', makeWebp(WHALE)],
      ['x.heic', makeHeic(WHALE)],
      ['x.mp3', makeMp3([['TIT2', latinFrame('a')]])],
      ['x.flac', makeFlac(['TITLE=a'])],
      ['x.opus', makeOpus(['TITLE=a'])],
      ['x.wav', makeWav({ INAM: 'a' })],
      ['x.mp4', makeMp4('isom', { '\xa9nam': 'a' })],
      ['x.mkv', makeMatroska('a', ['b', 'c'])],
      ['x.svg', Buffer.from('<svg><title>a</title><text>b<tspan x="1">c</tspan></text></svg>')],
      [
        'x.ipynb',
        Buffer.from('{"cells":[{"cell_type":"markdown","source":["# a"],"outputs":[{"text":"b"}]}]}'),
      ],
    ];
    const damage = tuple(
      constantFrom(...whole),
      integer({ min: 0, max: 5000 }),
      integer({ min: 0, max: 255 }),
    );
    const property = asyncProperty(damage, async ([[name, bytes], at, byte]) => {
      const damaged = Buffer.from(bytes);
      damaged[at % bytes.length] = byte;
      for (const version of [damaged, damaged.subarray(0, at % bytes.length)]) {
        try {
          await extractDocument(version, name);
        } catch (thrown) {
          if (!(thrown instanceof InklingError)) throw thrown;
        }
      }
    });
    await assert(property, { numRuns: 1000 });
  });
});
