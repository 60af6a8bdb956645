import { join } from 'node:path';

import { array, assert, constantFrom, integer, property, record, string, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';

import { LightEmbedder } from '../../../src-main/embed/light/light-embedder.ts';
import { loadLightModel } from '../../../src-main/embed/light/light-model.ts';
import { LightTokenizer } from '../../../src-main/embed/light/light-tokenizer.ts';
import { TokenBuffer } from '../../../src-main/embed/light/token-buffer.ts';
import type { Block } from '../../../src-main/files/extraction.ts';
import { hashText, Preparer } from '../../../src-main/indexing/prepare.ts';
import { LONGEST_PASSAGE } from '../../../src-main/indexing/segment/group.ts';
import { segment } from '../../../src-main/indexing/segment/segment.ts';
import { sentenceEnds } from '../../../src-main/lib/text/sentences.ts';
import { innerProduct, lengthOf } from '../../../src-main/lib/vector.ts';
import { embeddedText, embeddingContext } from '../../../src-main/lib/text/embedded-text.ts';

const model = loadLightModel(join(import.meta.dirname, '../../../resources/models/inkling-light'));
const tokenizer = new LightTokenizer(model);

const word = constantFrom(
  'bees',
  'overwinter',
  'on',
  'honey.',
  'Dr.',
  'e.g.',
  'wörter',
  '東京都に行く。',
  '😀😀',
  '한국어말씀',
  '1,234',
  '(x)',
  '\n',
  'ো'.repeat(9),
);
const long = tuple(
  constantFrom('x', '東', '한글', '😀', 'ab😀', 'ো', '.', '! '),
  integer({ min: 1, max: 900 }),
).map(([unit, count]) => unit.repeat(count));
const text = array(
  constantFrom(0, 1, 2).chain((kind) => (kind === 0 ? long : word)),
  { minLength: 1, maxLength: 60 },
)
  .map((words) => words.join(' ').trim())
  .filter((made) => made !== '');
const blocks = array(
  record({
    text,
    heading: array(constantFrom('One', 'Two', '한글 제목'), { maxLength: 2 }),
    page: constantFrom(null, 1, 2, 3),
  }),
  { maxLength: 8 },
);

function segmented(made: readonly Block[]) {
  const tokens = new TokenBuffer();
  return { tokens, ...segment(made, (whole, start, end) => tokenizer.encode(whole, tokens, start, end)) };
}

const block = (body: string, heading: readonly string[] = [], page: number | null = null): Block => ({
  text: body,
  heading,
  page,
});
const sentences = (count: number, about: string) =>
  Array.from({ length: count }, () => `A sentence about ${about}, which is not long.`).join(' ');

describe('the passages of any document', () => {
  it('cover its text in order, without overlap, and none is too long', () => {
    const holds = property(blocks, (made) => {
      const { text: whole, segments, tokens } = segmented(made);
      let behind = 0;
      let counted = 0;
      for (const { start, end, tokensFrom, tokensTo } of segments) {
        expect(start).toBeGreaterThanOrEqual(behind);
        expect(whole.slice(behind, start).trim()).toBe('');
        expect(end).toBeGreaterThan(start);
        expect(whole.slice(start, end).trim()).not.toBe('');
        expect(whole.slice(start, end).isWellFormed()).toBe(true);
        expect(tokensFrom).toBeGreaterThanOrEqual(counted);
        expect(tokensTo - tokensFrom).toBeLessThanOrEqual(LONGEST_PASSAGE);
        behind = end;
        counted = tokensTo;
      }
      expect(whole.slice(behind).trim()).toBe('');
      expect(counted).toBeLessThanOrEqual(tokens.length);
      for (const { text: body } of made) expect(whole).toContain(body);
    });
    assert(holds, { numRuns: 150 });
    // Every sign of these is two tokens.
    for (const sign of ['\u09cb', '\u0dde', '\u1112\u1161\u11ab'.normalize('NFC')])
      assert(holds, { numRuns: 1, examples: [[[block(sign.repeat(219), [], null)]]] });
  });

  it('say where their beginning stands', () => {
    const made = [
      block(sentences(30, 'bees'), ['Hives'], 1),
      block(sentences(30, 'honey'), ['Hives', 'Food'], 2),
      block(sentences(30, 'bread'), [], 3),
    ];
    const { text: whole, segments, headings } = segmented(made);
    for (const { start, end, page, heading } of segments) {
      const about = /about (\w+)/.exec(whole.slice(start, end))?.[1] ?? '';
      const expected = { bees: [1, 'Hives'], honey: [2, 'Hives › Food'], bread: [3, undefined] }[about];
      expect([page, headings[heading]]).toEqual(expected);
    }
  });

  it('are the same every time', () => {
    assert(
      property(blocks, (made) => {
        expect(segmented(made)).toEqual(segmented(made));
      }),
      { numRuns: 20 },
    );
  });
});

describe('a passage', () => {
  it.each(['한국어말씀 ', '한글', 'ো', '東', '😀', 'x1'])(
    'of a sentence of %j alone is not too long',
    (unit) => {
      for (const count of [40, 70, 200]) {
        const { segments } = segmented([block(unit.repeat(count).trim())]);
        for (const { tokensFrom, tokensTo } of segments)
          expect(tokensTo - tokensFrom).toBeLessThanOrEqual(LONGEST_PASSAGE);
      }
    },
  );

  it('is about as long as its neighbours', () => {
    for (let count = 25; count < 120; count += 1) {
      const { segments } = segmented([block(sentences(count, 'bees'))]);
      const lengths = segments.map(({ tokensFrom, tokensTo }) => tokensTo - tokensFrom);
      expect(Math.max(...lengths) / Math.min(...lengths), `${count} sentences`).toBeLessThan(1.4);
    }
  });

  it('ends at a heading where the section before it is long enough', () => {
    const { text: whole, segments } = segmented([
      block(sentences(9, 'bees'), ['A']),
      block(sentences(9, 'bread'), ['B']),
    ]);
    expect(segments.map(({ start }) => whole.slice(start, start + 1))).toEqual(['A', 'B']);
  });

  it('takes short sections together', () => {
    expect(segmented(['A', 'B', 'C'].map((name) => block('Short.', [name]))).segments).toHaveLength(1);
  });
});

describe('sentences', () => {
  it.each<[string, string[]]>([
    ['One. Two! Three?', ['One. ', 'Two! ', 'Three?']],
    ['Mr. Smith met J. Doe. They left.', ['Mr. Smith met J. Doe. ', 'They left.']],
    ['Pi is 3.14 today.', ['Pi is 3.14 today.']],
    ['He said “go.” Then went.', ['He said “go.” ', 'Then went.']],
    ['東京に行く。京都も。', ['東京に行く。', '京都も。']],
    ['line\nline', ['line\n', 'line']],
    ['wait… what', ['wait… ', 'what']],
  ])('of %j end where they end', (body, expected) => {
    const ends = sentenceEnds(body);
    expect(ends.map((end, index) => body.slice(ends[index - 1] ?? 0, end))).toEqual(expected);
  });

  it('of any text go up to its end', () => {
    const holds = property(
      string({ unit: constantFrom('a', '.', ' ', '\n', '。', '”', 'Dr'), minLength: 1 }),
      (body) => {
        const ends = sentenceEnds(body);
        expect(ends).toEqual([...new Set(ends)].toSorted((left, right) => left - right));
        expect(ends.at(-1)).toBe(body.length);
      },
    );
    assert(holds);
  });
});

describe('a prepared document', () => {
  const extraction = (made: Block[], title: string | null) => ({
    title,
    blocks: made,
    fields: {},
    dataLike: false,
    shortfall: null,
  });
  const prepare = (made: Block[], title: string | null = 'Title') =>
    new Preparer(model).prepare({
      format: 'text',
      contentHash: new Uint8Array(16),
      extraction: extraction(made, title),
    });

  it('has the hash and the code of what is embedded of each passage', () => {
    const {
      text: whole,
      title,
      passages,
    } = prepare([block(sentences(30, 'bees'), ['Hives']), block(sentences(30, 'bread'))]);
    const embedder = new LightEmbedder(model);
    expect(passages.starts.length).toBeGreaterThan(2);
    passages.starts.forEach((start, index) => {
      const heading = passages.headings[passages.headingOf[index] ?? -1] ?? null;
      const body = whole.slice(start, start + (passages.lengths[index] ?? 0));
      const embedded = embeddedText(embeddingContext(title, heading), body);
      const tokens = new TokenBuffer();
      const vector = embedder.embed(tokens, [{ from: 0, to: tokenizer.encode(embedded, tokens) }]);
      expect(passages.hashes.subarray(index * 16, index * 16 + 16)).toEqual(
        Uint8Array.from(hashText(embedded)),
      );
      expect(passages.codes.subarray(index * 32, index * 32 + 32)).toEqual(embedder.code(vector));
    });
  });

  it('points where its passages point, the first one most', () => {
    const made = [sentences(30, 'bees'), sentences(30, 'bread')];
    const { light, passages } = prepare(made.map((body) => block(body)));
    expect(passages.starts.length).toBeGreaterThan(2);
    const embedder = new LightEmbedder(model);
    const likeness = (body: string): number => {
      const tokens = new TokenBuffer();
      const vector = embedder.embed(tokens, [{ from: 0, to: tokenizer.encode(`Title\n${body}`, tokens) }]);
      return innerProduct(light, vector) / lengthOf(light);
    };
    const [first = '', second = ''] = made;
    expect(likeness(first)).toBeGreaterThan(likeness(second));
    expect(likeness(second)).toBeGreaterThan(likeness('quarterly gasket tariffs'));
    expect(prepare([block('bees overwinter')]).light).toEqual(prepare([block('bees overwinter')]).light);
    expect(Math.max(...light.map(Math.abs))).toBe(127);
  });

  it('has equal hashes for equal texts alone', () => {
    const hashes = (body: string, title: string | null = 'Title') =>
      prepare([block(body)], title).passages.hashes;
    expect(hashes('bees')).toEqual(hashes('bees'));
    expect(hashes('bees')).not.toEqual(hashes('wasps'));
    expect(hashes('bees')).not.toEqual(hashes('bees', 'Other'));
    expect(hashes('bees', null)).toEqual(Uint8Array.from(hashText('bees')));
  });

  it('does not depend on what was prepared before it', () => {
    const preparer = new Preparer(model);
    const once = (body: string) =>
      preparer.prepare({
        format: 'text',
        contentHash: new Uint8Array(16),
        extraction: extraction([block(body)], null),
      });
    const first = once('bees overwinter');
    once(sentences(50, 'bread'));
    expect(once('bees overwinter')).toEqual(first);
  });

  it('may be empty', () => {
    expect(prepare([])).toMatchObject({
      text: '',
      passages: { starts: new Uint32Array(0), codes: new Uint8Array(0) },
    });
  });
});

describe('the line in front of a passage', () => {
  it('names what there is', () => {
    expect(embeddingContext('T', 'A › B')).toBe('T › A › B');
    expect(embeddingContext(null, 'A')).toBe('A');
    expect(embeddingContext('', '')).toBe('');
    expect(embeddedText('', 'text')).toBe('text');
  });

  it('is short, and cuts no character in half', () => {
    for (let before = 155; before < 165; before += 1) {
      const context = embeddingContext(`${'x'.repeat(before)}😀😀😀`, 'heading');
      expect(context.length).toBeLessThanOrEqual(160);
      expect(context.isWellFormed()).toBe(true);
    }
  });
});
