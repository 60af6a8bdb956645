import { describe, expect, it } from 'vitest';

import { KnownTerms, saidTerms } from '../../../src-main/topics/document-terms.ts';
import { WordEvidence, wordsAdd } from '../../../src-main/topics/word-evidence.ts';

const TEXTS = [
  'The bruins win the playoff.',
  'A playoff of the bruins and the rangers.',
  'Quebec lost to the bruins.',
  'A resistor of ten ohm.',
  'Solder the resistor, measure the ohm.',
  'Ohm, volt and ampere.',
  'Nothing of either.',
  'Rangers in the playoff again.',
  'A volt over a resistor.',
  'Quite another story.',
];
const contents = Uint32Array.from(TEXTS.keys());
const terms = new KnownTerms((content) => TEXTS[content]!).of(contents);
/** Meaning tells the first three and the next three; of the others nothing. */
const cosines = [
  Float32Array.of(0.6, 0.5, 0.4, -0.3, -0.3, -0.3, 0, 0, 0, 0),
  Float32Array.of(-0.3, -0.3, -0.3, 0.6, 0.5, 0.4, 0, 0, 0, 0),
];
const assigned = [
  { rows: [0, 1, 2], margins: [0.3, 0.2, 0.1] },
  { rows: [3, 4, 5], margins: [0.3, 0.2, 0.1] },
];

describe('the words of documents', () => {
  const [hockey, electronics] = new WordEvidence(terms).add(cosines, assigned);

  it('speak for the label whose documents hold them', () => {
    const [rangers, volt, story] = [7, 8, 9];
    expect(hockey!.scores[rangers]).toBeGreaterThan(hockey!.scores[story]!);
    expect(electronics!.scores[volt]).toBeGreaterThan(electronics!.scores[story]!);
    expect(hockey!.scores[volt]).toBe(0);
    expect(hockey!.scores[story]).toBe(0);
  });

  it('add to a document that comes what they add to one that is there', () => {
    for (const [row, text] of TEXTS.entries())
      for (const [label, { scores, gauge }] of [hockey!, electronics!].entries())
        expect(cosines[label]![row]! + wordsAdd(saidTerms(text), gauge)).toBeCloseTo(scores[row]!, 5);
  });

  it('that single documents hold, or most do, tell nothing', () => {
    const known = [...hockey!.gauge.weights.keys()];
    expect(known).toEqual(expect.arrayContaining(['bruin', 'playoff']));
    expect(known).not.toContain('lost');
    expect(known).not.toContain('the');
  });

  it('add nothing where no document is assigned, and nothing of no documents', () => {
    const nobody = assigned.map(() => ({ rows: [], margins: [] }));
    const found = new WordEvidence(terms).add(cosines, nobody);
    expect(found.map(({ scores }) => scores)).toEqual(cosines);
    const none = new WordEvidence({ rows: [], vocabulary: [] });
    expect(none.add([new Float32Array()], [{ rows: [], margins: [] }])[0]!.scores).toEqual(
      new Float32Array(),
    );
  });
});

it('terms of a content are read once, as long as it is there', () => {
  const read: number[] = [];
  const known = new KnownTerms((content) => {
    read.push(content);
    return TEXTS[content]!;
  });
  known.of(Uint32Array.of(0, 1));
  expect(known.of(Uint32Array.of(1, 2)).rows[1]).toHaveLength(saidTerms(TEXTS[2]!).size);
  expect(read).toEqual([0, 1, 2]);
  known.of(Uint32Array.of(0));
  expect(read).toEqual([0, 1, 2, 0]);
});
