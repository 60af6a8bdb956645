import { describe, expect, test } from 'vitest';

import { fuzzFormat } from './fuzz/campaign.ts';
import { madeFixtures } from './fuzz/fixtures.ts';
import { FuzzReader } from './fuzz/reader.ts';

const RUNS = 12;

describe('mutations of a sound file', () => {
  test('of every format end in words or in a declared reason', async () => {
    const fixtures = await madeFixtures();
    const reader = new FuzzReader();
    try {
      for (const format of fixtures.keys()) {
        const goesOn = (runs: number): boolean => runs < RUNS;
        const campaign = { reader, fixtures, seed: 7, goesOn };
        const { tally, findings } = await fuzzFormat(format, campaign);
        expect(findings).toEqual([]);
        expect(tally.runs).toBe(RUNS);
      }
    } finally {
      reader.close();
    }
  });
});
