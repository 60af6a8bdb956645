import { join } from 'node:path';
import { expect, it } from 'vitest';

import { lightTelling } from '../../../../src-main/embed/light/light-embedding.ts';
import { loadLightModel } from '../../../../src-main/embed/light/light-model.ts';

const telling = lightTelling(
  loadLightModel(join(import.meta.dirname, '../../../../resources/models/inkling-light')),
);

it('tells words of a subject from those that stand in texts of every subject', () => {
  for (const general of ['the', 'went', 'see', 'currently', 'part'])
    for (const subject of ['whale', 'salt', 'war', 'string'])
      expect(telling(subject), `${subject} beside ${general}`).toBeGreaterThan(telling(general));
});

it('lies between 0 and 1, and is nothing of no text', () => {
  expect(telling('')).toBe(0);
  for (const word of ['whale', 'hoisted', 'kubernetes', 'の'])
    expect(telling(word)).toSatisfy((value: number) => value > 0 && value <= 1);
});
