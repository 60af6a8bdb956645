import { join } from 'node:path';

import { FuseV1Options, flipFuses, getCurrentFuseWire } from '@electron/fuses';
import { expect, test } from 'vitest';

import { FUSES } from '../../../build/package/fuses.ts';
import { makeStandIn } from '../../../build/package/stand-in.ts';
import { fuseFaults } from '../../bench/package/fuse-faults.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

test('every fuse is decided on, and stands in the binary afterwards', async () => {
  await using folder = await temporaryFolder();
  const electron = join(makeStandIn(join(folder.path, 'electron'), '1.2.3'), 'electron');
  const before = fuseFaults(await getCurrentFuseWire(electron), FUSES);
  expect(before).toContain('the fuse RunAsNode is not off');
  expect(before).toContain('the fuse OnlyLoadAppFromAsar is not on');
  await flipFuses(electron, FUSES);
  expect(fuseFaults(await getCurrentFuseWire(electron), FUSES)).toEqual([]);
});

test('what would make Inkling run the code of others is off', () => {
  expect(FUSES[FuseV1Options.RunAsNode]).toBe(false);
  expect(FUSES[FuseV1Options.EnableNodeOptionsEnvironmentVariable]).toBe(false);
  expect(FUSES[FuseV1Options.EnableNodeCliInspectArguments]).toBe(false);
  expect(FUSES[FuseV1Options.GrantFileProtocolExtraPrivileges]).toBe(false);
  expect(FUSES[FuseV1Options.EnableEmbeddedAsarIntegrityValidation]).toBe(true);
});
