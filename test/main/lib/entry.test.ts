import { describe, expect, it } from 'vitest';

import { onDisk, packageRoot } from '../../../src-main/lib/entry.ts';

describe('where a file of the program lies for native code', () => {
  it.each([
    [
      '/opt/Inkling/resources/app.asar/resources/models',
      '/opt/Inkling/resources/app.asar.unpacked/resources/models',
    ],
    [
      'C:\\Inkling\\resources\\app.asar\\node_modules\\a',
      'C:\\Inkling\\resources\\app.asar.unpacked\\node_modules\\a',
    ],
    ['/opt/resources/app.asar.unpacked/x', '/opt/resources/app.asar.unpacked/x'],
    ['/home/ada/my-app.asar/x', '/home/ada/my-app.asar/x'],
  ])('of %s is %s', (path, place) => {
    expect(onDisk(path)).toBe(place);
  });

  it('is in a checkout where it is', () => {
    expect(onDisk(packageRoot())).toBe(packageRoot());
  });
});
