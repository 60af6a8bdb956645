import { join } from 'node:path';

import { array, assert, constantFrom, double, integer, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';

import { loadLightModel } from '../../src-main/embed/light/light-model.ts';
import { LightTokenizer } from '../../src-main/embed/light/light-tokenizer.ts';
import { TokenBuffer } from '../../src-main/embed/light/token-buffer.ts';
import { cheapestCuts, type CutPiece } from '../bench/segmentation/cheapest-cuts.ts';
import { LONGEST_PASSAGE, SHORTEST_SECTION, type Group } from '../../src-main/indexing/segment/group.ts';
import { segment } from '../../src-main/indexing/segment/segment.ts';
import { TopicCutter } from '../bench/segmentation/topic-cutter.ts';
import { valleyDepths } from '../bench/segmentation/valleys.ts';

const model = loadLightModel(join(import.meta.dirname, '../../resources/models/inkling-light'));
const tokenizer = new LightTokenizer(model);
const cutter = new TopicCutter(model);

function passagesOf(text: string): string[] {
  const tokens = new TokenBuffer();
  const { segments } = segment(
    [{ text, heading: [], page: null }],
    (whole, start, end) => tokenizer.encode(whole, tokens, start, end),
    (pieces) => cutter.group(pieces, tokens),
  );
  for (const { tokensFrom, tokensTo } of segments)
    expect(tokensTo - tokensFrom).toBeLessThanOrEqual(LONGEST_PASSAGE);
  return segments.map(({ start, end }) => text.slice(start, end));
}

describe('the depth of a gap', () => {
  it('is how far similarity has to climb on both sides', () => {
    expect([...valleyDepths(Float64Array.of(0.5, 0.25, 0.75, 0.75, 0.5))]).toEqual([0, 0.75, 0, 0, 0.25]);
    expect(valleyDepths(new Float64Array(0))).toEqual(new Float64Array(0));
  });

  it('is what climbing step by step finds', () => {
    const heights = array(constantFrom(0, 0.25, 0.5, 0.75, 1), { minLength: 1, maxLength: 30 });
    const climb = (from: number, step: number, all: readonly number[]): number => {
      let at = from;
      while ((all[at + step] ?? -1) >= all[at]!) at += step;
      return all[at]!;
    };
    assert(
      property(heights, (all) => {
        const expected = all.map((height, at) => climb(at, -1, all) + climb(at, 1, all) - 2 * height);
        expect([...valleyDepths(Float64Array.from(all))]).toEqual(expected);
      }),
    );
  });
});

/** Every way to cut, for a naive oracle. */
function* allCuts(count: number, from = 0): Generator<Group[]> {
  if (from === count) yield [];
  for (let to = from + 1; to <= count; to += 1)
    for (const rest of allCuts(count, to)) yield [{ from, to }, ...rest];
}

function costOf(groups: readonly Group[], pieces: readonly CutPiece[]): number {
  return groups.reduce((sum, { from, to }) => {
    const tokens = pieces.slice(from, to).reduce((all, piece) => all + piece.tokens, 0);
    if (tokens > LONGEST_PASSAGE) return Number.POSITIVE_INFINITY;
    const isShort = tokens < SHORTEST_SECTION;
    return sum + (1 - tokens / LONGEST_PASSAGE) ** 2 + Number(isShort) - (from > 0 ? pieces[from]!.gain : 0);
  }, 0);
}

describe('the cheapest cuts', () => {
  it('are as cheap as the best of all', () => {
    const piece = record({
      tokens: integer({ min: 0, max: LONGEST_PASSAGE }),
      gain: double({ min: 0, max: 1, noNaN: true }),
    });
    assert(
      property(array(piece, { minLength: 1, maxLength: 9 }), (pieces) => {
        const groups = cheapestCuts(pieces);
        const least = Math.min(...[...allCuts(pieces.length)].map((cuts) => costOf(cuts, pieces)));
        expect(costOf(groups, pieces)).toBeCloseTo(least, 9);
        expect(groups[0]?.from).toBe(0);
        expect(groups.at(-1)?.to).toBe(pieces.length);
        for (const [index, { from, to }] of groups.entries()) {
          expect(to).toBeGreaterThan(from);
          if (index > 0) expect(from).toBe(groups[index - 1]?.to);
        }
      }),
    );
    expect(cheapestCuts([])).toEqual([]);
  });

  it('take no longer for very many pieces of nothing', () => {
    const groups = cheapestCuts(Array.from({ length: 10_000 }, () => ({ tokens: 0, gain: 0 })));
    expect(groups.at(-1)?.to).toBe(10_000);
  });
});

describe('topic borders', () => {
  const bees =
    'Honey bees keep the hive warm in winter. The queen lays her eggs in the comb. Workers gather nectar and pollen. ';
  const law =
    'The court dismissed the appeal of the defendant. The judge read the verdict aloud. Lawyers argued about the statute. ';

  it('part what is about one thing from what is about another', () => {
    const passages = passagesOf((bees.repeat(8) + law.repeat(13)).trim());
    expect(passages.length).toBeGreaterThan(1);
    for (const passage of passages)
      expect([passage.includes('hive'), passage.includes('court')]).not.toEqual([true, true]);
  });

  it('leave a text whole that fits, and cut one of two passages evenly', () => {
    expect(passagesOf((bees + law).trim())).toHaveLength(1);
    const lengths = passagesOf((bees.repeat(2) + law.repeat(8)).trim()).map(({ length }) => length);
    expect(lengths).toHaveLength(2);
    expect(Math.max(...lengths) / Math.min(...lengths)).toBeLessThan(1.4);
  });

  it('cut evenly where the topic never turns', () => {
    const lengths = passagesOf('The same sentence comes again and again. '.repeat(90).trim()).map(
      ({ length }) => length,
    );
    expect(Math.max(...lengths) / Math.min(...lengths)).toBeLessThan(1.4);
  });
});
