import { rm, writeFile } from 'node:fs/promises';

import { describe, expect, test } from 'vitest';

import { EngineBench } from '../../helpers/engine-bench.ts';
import { makeLockedPdf } from '../../helpers/make-locked.ts';
import { makePdf } from '../../helpers/make-pdf.ts';
import { noisyPage, pngOf } from '../../helpers/make-scan.ts';
import { makeZip } from '../../helpers/make-zip.ts';

const NEVER = new AbortController().signal;

const LEASE = makePdf({
  pages: [
    ['The dwelling lies on the third floor and has four rooms.', 'It is let from the first of June on.'],
    [
      'Whoever leaves the flat gives no-',
      'tice three months ahead, in writing.',
      'The keys are handed over.',
    ],
  ],
});
/** Twelve metres square: what may be said of a page, and can be drawn small only. */
const HUGE = makePdf({
  pages: [],
  scans: [
    {
      size: ['14400', '14400'],
      entries: '/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray',
      data: 'x',
    },
  ],
});

/** Width and height, as the header of a PNG says them. */
function sizeOf(bytes: Uint8Array): [width: number, height: number] {
  const header = Buffer.from(bytes);
  return [header.readUInt32BE(16), header.readUInt32BE(20)];
}

const codeOf = ({ code, name }: Error & { readonly code?: unknown }): string =>
  typeof code === 'string' ? code : name;

async function lease() {
  const bench = await EngineBench.read({ 'lease.pdf': LEASE });
  const picture = (name: string, page: number | null = 1, width = 600, signal = NEVER) =>
    bench.engine.picture({ path: bench.path(name), page, width }, signal);
  const refusal = (name: string, page: number | null = 1) =>
    picture(name, page).then(({ type }) => type, codeOf);
  return Object.assign(bench, { picture, refusal });
}

describe('a page of a PDF', () => {
  test('is drawn as wide as it is asked for, and once', async () => {
    await using bench = await lease();
    const { type, bytes } = await bench.picture('lease.pdf', 2, 1190);
    expect(type).toBe('image/png');
    expect(sizeOf(bytes)).toEqual([1190, 1684]);
    expect((await bench.picture('lease.pdf', 2, 1190)).bytes).toBe(bytes);
    expect(sizeOf((await bench.picture('lease.pdf', 2, 600)).bytes)[0]).toBe(600);
  });

  test('tells where a passage stands, though its word was parted at the end of a line', async () => {
    await using bench = await lease();
    const path = bench.path('lease.pdf');
    const { text } = await bench.engine.readDocument(path, 0, 10_000);
    const start = text.indexOf('gives notice three months ahead');
    expect(start).toBeGreaterThan(0);
    const spans = [
      { start, end: start + 'gives notice three months ahead'.length },
      { start: 0, end: 12 },
    ];
    const page = await bench.engine.documentPage({ path, page: 2, spans }, NEVER);
    expect(page).toMatchObject({ pages: 2, width: 595, height: 842 });
    const [[first, second, ...more] = [], elsewhere] = page.boxes;
    expect([more, elsewhere]).toEqual([[], []]);
    // The fixture writes from 50 points of the left and 62 of the top, a line every 14 points.
    expect(first?.left).toBeGreaterThan(0.2);
    expect(second?.left).toBeCloseTo(50 / 595, 2);
    expect((second?.top ?? 0) - (first?.top ?? 0)).toBeCloseTo(14 / 842, 3);
    expect(first?.top).toBeGreaterThan(50 / 842);
    expect(first?.bottom).toBeLessThan(70 / 842);
  });

  test('is drawn as large as memory allows, whatever size it claims', async () => {
    await using bench = await lease();
    await writeFile(bench.path('huge.pdf'), HUGE);
    await bench.lookAgain();
    const [width, height] = sizeOf((await bench.picture('huge.pdf', 1, 8_192)).bytes);
    expect(width * height).toBeLessThanOrEqual(8_000_000);
    expect(width).toBe(height);
  });

  test('lies in an archive too', async () => {
    await using bench = await EngineBench.read({ 'letters.zip': makeZip({ '2023/may.pdf': LEASE }) });
    const path = bench.path('letters.zip › 2023/may.pdf');
    const { bytes } = await bench.engine.picture({ path, page: 1, width: 300 }, NEVER);
    expect(sizeOf(bytes)[0]).toBe(300);
  });

  test('is drawn with the password that was given for its file', async () => {
    await using bench = await lease();
    await writeFile(bench.path('locked.pdf'), makeLockedPdf('the tenancy ends in june', 'right'));
    await bench.lookAgain();
    const path = bench.path('locked.pdf');
    await bench.engine.unlock({ path, password: 'right', keep: false });
    expect(await bench.refusal('locked.pdf')).toBe('image/png');
    await bench.reopen();
    expect(await bench.refusal('locked.pdf')).toBe('DOCUMENT_PASSWORD');
  });

  test('that cannot be drawn costs its reason, and no other page', async () => {
    await using bench = await lease();
    await writeFile(bench.path('broken.pdf'), '%PDF-1.7\n\0 and then nothing that a PDF would hold');
    await bench.lookAgain();
    expect(await bench.refusal('lease.pdf', 3)).toBe('PAGE_NOT_DRAWN');
    expect(await bench.refusal('broken.pdf')).toBe('PAGE_NOT_DRAWN');
    expect(await bench.refusal('lease.pdf', null)).toBe('PICTURE_NOT_SHOWN');
    expect(await bench.refusal('nowhere.pdf')).toBe('DOCUMENT_UNKNOWN');
    expect(await bench.refusal('../library/person.db', null)).toBe('DOCUMENT_UNKNOWN');
    await writeFile(bench.path('lease.pdf'), 'no PDF any more');
    expect(await bench.refusal('lease.pdf')).toBe('FILE_BROKEN');
    await rm(bench.path('lease.pdf'));
    expect(await bench.refusal('lease.pdf')).toBe('FILE_VANISHED');
  });

  test('that nobody wants any more is not drawn', async () => {
    await using bench = await lease();
    const gone = new AbortController();
    const unwanted = bench.picture('lease.pdf', 1, 800, gone.signal).catch(codeOf);
    gone.abort();
    expect(await unwanted).toBe('AbortError');
    expect(await bench.refusal('lease.pdf')).toBe('image/png');
  });
});

describe('a picture', () => {
  test('is handed over as it is, by its own bytes, and never where it is a document', async () => {
    const scan = pngOf(noisyPage());
    await using bench = await EngineBench.read({
      'scan.png': scan,
      'named.png': '<svg xmlns="http://www.w3.org/2000/svg"/>',
      'drawing.svg': '<svg xmlns="http://www.w3.org/2000/svg"><text>a house</text></svg>',
      'note.txt': 'no picture',
    });
    const ask = (name: string) =>
      bench.engine
        .picture({ path: bench.path(name), page: null, width: 100 }, NEVER)
        .catch(({ code }: { readonly code: string }) => code);
    expect(await ask('scan.png')).toMatchObject({ type: 'image/png' });
    const picture = await ask('scan.png');
    expect(typeof picture === 'string' ? picture : Buffer.from(picture.bytes).equals(scan)).toBe(true);
    expect(await ask('drawing.svg')).toBe('PICTURE_NOT_SHOWN');
    expect(await ask('named.png')).toBe('PICTURE_NOT_SHOWN');
    expect(await ask('note.txt')).toBe('PICTURE_NOT_SHOWN');
  });
});
