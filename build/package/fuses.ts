import { join } from 'node:path';

import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import type { FuseV1Config } from '@electron/fuses';
import type { AfterPackContext } from 'electron-builder';

/**
 * What Electron's own binary may do, written into it: nobody who can only set the environment or pass arguments turns
 * Inkling into a Node that runs their code.
 */
export const FUSES = {
  version: FuseVersion.V1,
  // A fuse that a later Electron adds has to be decided on here before anything is packaged with it.
  strictlyRequireAllFuses: true,
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  // macOS and Windows compare the archive with its hash; elsewhere Electron does not look at the fuse.
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  // Bounds are checked by the processor instead of by code: the kernels that search are WebAssembly.
  [FuseV1Options.WasmTrapHandlers]: true,
} as const satisfies FuseV1Config;

/** electron-builder's hook after everything is in place and before it is signed. */
export async function applyFuses({
  appOutDir,
  electronPlatformName,
  packager,
}: AfterPackContext): Promise<void> {
  const { productFilename } = packager.appInfo;
  const executable = {
    darwin: `${productFilename}.app`,
    win32: `${productFilename}.exe`,
    linux: packager.platformSpecificBuildOptions.executableName ?? productFilename,
  }[electronPlatformName];
  if (executable === undefined) throw new Error(`unknown platform ${electronPlatformName}`);
  await flipFuses(join(appOutDir, executable), {
    ...FUSES,
    // What is changed has to be signed again, or Apple's processors do not start it; a real signature comes after this.
    resetAdHocDarwinSignature: electronPlatformName === 'darwin',
  });
}
