import { join } from 'node:path';

import type { Configuration, LinuxConfiguration, MacConfiguration } from 'electron-builder';

import { APP_ID } from '../../src-main/electron/names.ts';
import { applyFuses } from './fuses.ts';
import { signing } from './signing.ts';
import type { Target } from './targets.ts';

/** What packaging needs to know of this run. */
export interface Packaging {
  readonly root: string;
  /** Everything that goes into the archive. */
  readonly app: string;
  /** Icons, licences and what else lies beside the archive. */
  readonly beside: string;
  readonly output: string;
  readonly target: Target;
  readonly electronVersion: string;
  /** An unpacked Electron; null where electron-builder is to fetch it. */
  readonly electron: string | null;
  readonly environment: NodeJS.ProcessEnv;
}

/** Native code is opened by the system, which sees no archive; the models are opened by native code. */
export const UNPACKED = ['**/*.{node,dll,dylib}', '**/*.so', '**/*.so.*', 'resources/models/**'];

const NAME = 'Inkling';
/** The name `inkling` is the terminal's. */
export const LINUX_EXECUTABLE = 'inkling-desktop';

/** All that electron-builder is told; nothing of it stands in package.json. */
export function builderConfiguration(packaging: Packaging): Configuration {
  const { root, app, beside, output, target } = packaging;
  return {
    appId: APP_ID,
    productName: NAME,
    copyright: 'MIT licence; the licences of its libraries are in licences.txt',
    directories: { app, output, buildResources: beside },
    // Of node_modules electron-builder takes nothing unless it is told of it by itself.
    files: ['**/*', { from: 'node_modules', to: 'node_modules' }],
    asar: { smartUnpack: false },
    asarUnpack: UNPACKED,
    extraResources: [
      {
        from: join(root, 'build/package/bin'),
        to: 'bin',
        filter: [target.platform === 'win32' ? '*.cmd' : 'inkling'],
      },
      { from: join(beside, 'licences.txt'), to: 'licences.txt' },
    ],
    artifactName: '${productName}-${version}-${os}-${arch}.${ext}',
    // What is in node_modules was chosen already, and every native part of it comes compiled.
    beforeBuild: () => Promise.resolve(false),
    electronVersion: packaging.electronVersion,
    ...(packaging.electron === null ? {} : { electronDist: packaging.electron }),
    protocols: [{ name: NAME, schemes: ['inkling'] }],
    afterPack: applyFuses,
    publish: null,
    ...ofPlatform(packaging),
  };
}

/** What one system's installers are told; the others are not mentioned, whose kinds of installer differ. */
function ofPlatform({ root, beside, target, environment }: Packaging): Configuration {
  const signed = signing(environment);
  const installers = [...target.installers];
  switch (target.platform) {
    case 'linux':
      return {
        linux: linux(beside, installers),
        deb: {
          priority: 'optional',
          packageCategory: 'utils',
          artifactName: 'inkling_${version}_${arch}.${ext}',
        },
      };
    case 'darwin':
      return { mac: { ...mac(root, beside), ...signed.mac }, dmg: { writeUpdateInfo: false } };
    case 'win32':
      return {
        win: { icon: join(beside, 'icon.ico'), target: installers, ...signed.win },
        nsis: {
          oneClick: false,
          perMachine: false,
          deleteAppDataOnUninstall: false,
          differentialPackage: false,
        },
      };
  }
}

function linux(beside: string, target: string[]): LinuxConfiguration {
  return {
    target,
    executableName: LINUX_EXECUTABLE,
    icon: join(beside, 'linux'),
    category: 'Utility',
    maintainer: 'Inkling <inkling@localhost>',
    synopsis: 'Find documents by meaning and by word, offline',
    desktop: {
      entry: {
        Name: NAME,
        GenericName: 'Desktop search',
        Comment: 'Find the document when all you have is an inkling',
        Keywords: 'search;find;documents;files;meaning;',
        StartupWMClass: NAME,
        StartupNotify: 'true',
      },
    },
  };
}

function mac(root: string, beside: string): MacConfiguration {
  const entitlements = join(root, 'build/package/entitlements.mac.plist');
  return {
    target: 'dmg',
    icon: join(beside, 'icon.icns'),
    category: 'public.app-category.productivity',
    minimumSystemVersion: '13.0',
    hardenedRuntime: true,
    entitlements,
    entitlementsInherit: entitlements,
  };
}
