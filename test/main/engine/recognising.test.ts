import { expect, test } from 'vitest';

import { isRecognitionDue, type Circumstances } from '../../../src-main/engine/recognising.ts';

const QUIET: Circumstances = { setting: 'idle', pause: 'none', waitsForPower: false, isReading: false };

test.each<[string, Partial<Circumstances>, boolean]>([
  ['nothing else is to do', {}, true],
  ['files are read', { isReading: true }, false],
  ['it runs on its battery', { waitsForPower: true }, false],
  ['the person paused deepening', { pause: 'deepening' }, false],
  [
    'it is to be done at once, whatever else is',
    { setting: 'on', isReading: true, waitsForPower: true },
    true,
  ],
  ['it is to be done at once, and all is paused', { setting: 'on', pause: 'all' }, false],
  ['it is off', { setting: 'off' }, false],
])('pictures are looked at: %s', (_, change, expected) => {
  expect(isRecognitionDue({ ...QUIET, ...change })).toBe(expected);
});
