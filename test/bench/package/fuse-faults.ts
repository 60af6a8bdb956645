import { FuseState, FuseV1Options } from '@electron/fuses';
import type { FuseV1Config } from '@electron/fuses';

/** Which fuses of a binary do not stand as they should. */
export function fuseFaults(wire: FuseV1Config<FuseState>, wanted: FuseV1Config): string[] {
  return Object.values(FuseV1Options)
    .filter((fuse) => typeof fuse === 'number')
    .filter((fuse) => wire[fuse] !== (wanted[fuse] ? FuseState.ENABLE : FuseState.DISABLE))
    .map((fuse) => `the fuse ${FuseV1Options[fuse]} is not ${wanted[fuse] ? 'on' : 'off'}`);
}
