import { expect, it } from 'vitest';

import { levelsOf, type LevelledLabel } from '../../../src-main/topics/levels.ts';

const SIZES = [1_000, 1_000, 30];
const TRUTH = SIZES.flatMap((size, label) => Array.from({ length: size }, () => label));

/** Documents of their own lie by 0.3 above a label's level, all others on it, both by a steady pattern more or less. */
function labelsAt(levels: readonly number[], locations = levels): LevelledLabel[] {
  return levels.map((level, label) => {
    const scores = Float32Array.from(
      TRUTH,
      (own, row) => level + (own === label ? 0.3 : 0) + 0.15 * Math.sin(row * (label + 2)),
    );
    const core = Array.from(TRUTH.keys()).filter((row) => TRUTH[row] === label);
    return { scores, location: locations[label]!, core: core.slice(0, 30) };
  });
}

function right(labels: readonly LevelledLabel[], levels: readonly number[]): number {
  return TRUTH.filter((own, row) => {
    const found = labels.map(({ scores }, label) => scores[row]! - levels[label]!);
    return found.indexOf(Math.max(...found)) === own;
  }).length;
}

it('are near nothing where all labels lie as high', () => {
  for (const level of levelsOf(labelsAt([0.1, 0.1, 0.1]))) expect(level).toBeCloseTo(0, 1);
});

it('tell a label under which everything lies high, so that fewer documents go astray to it', () => {
  const labels = labelsAt([-0.1, -0.1, 0.2]);
  const levels = levelsOf(labels);
  expect(levels[2]! - levels[0]!).toBeGreaterThan(0.15);
  expect(right(labels, levels)).toBeGreaterThan(right(labels, [0, 0, 0]));
});

it('are not believed where ordinary documents and the other labels say the contrary', () => {
  expect(levelsOf(labelsAt([-0.1, -0.1, 0.2], [0.2, 0.2, -0.1]))).toEqual([0, 0, 0]);
});

it('are nothing of one label, of none, and of one that has no document beside others', () => {
  const [first, second] = labelsAt([0, 0.2, 0]) as [LevelledLabel, LevelledLabel];
  expect(levelsOf([])).toEqual([]);
  expect(levelsOf([first])).toEqual([0]);
  const empty = { scores: new Float32Array(TRUTH.length), location: 0, core: [] };
  expect(levelsOf([first, empty, second])).toEqual([expect.any(Number), 0, expect.any(Number)]);
});
