import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { makeIcons } from '../../../build/package/icons.ts';
import { pictureSize } from '../../../src-main/files/picture-size.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');

test('one drawing becomes every picture that the systems ask for', async () => {
  await using folder = await temporaryFolder();
  await makeIcons(ROOT, folder.path);
  for (const size of [16, 48, 64, 512, 1024]) {
    const picture = readFileSync(join(folder.path, 'linux', `${size}x${size}.png`));
    expect(pictureSize(picture)).toMatchObject({ width: size, height: size });
  }
  const windows = readFileSync(join(folder.path, 'icon.ico'));
  expect([...windows.subarray(0, 6)]).toEqual([0, 0, 1, 0, 9, 0]);
  const mac = readFileSync(join(folder.path, 'icon.icns'));
  expect(mac.toString('latin1', 0, 4)).toBe('icns');
  expect(mac.readUInt32BE(4)).toBe(statSync(join(folder.path, 'icon.icns')).size);
  for (const name of ['ic07', 'ic10', 'ic14', 'icp4']) expect(mac.includes(name)).toBe(true);
});
