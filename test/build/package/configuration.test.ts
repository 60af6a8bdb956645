import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { validateConfiguration } from 'app-builder-lib/out/util/config/config.js';
import { DebugLogger } from 'builder-util';
import { describe, expect, it } from 'vitest';

import { builderConfiguration } from '../../../build/package/builder.ts';
import { IS_NATIVE, nativeFiles } from '../../../build/package/natives.ts';
import { signing } from '../../../build/package/signing.ts';
import { TARGETS, targetOf } from '../../../build/package/targets.ts';

const configure = (platform: string, architecture: string) =>
  builderConfiguration({
    root: '/root',
    app: '/root/app',
    beside: '/root/beside',
    output: '/root/package',
    target: targetOf(platform, architecture),
    electronVersion: '1.2.3',
    electron: null,
    environment: {},
  });

describe('the configuration of electron-builder', () => {
  it.each([
    ['linux', 'x64', 'linux', ['AppImage', 'deb']],
    ['linux', 'arm64', 'linux', ['AppImage', 'deb']],
    ['darwin', 'arm64', 'mac', 'dmg'],
    ['win32', 'x64', 'win', ['nsis']],
  ] as const)('makes for %s-%s what people install there', (platform, architecture, key, installers) => {
    expect(configure(platform, architecture)[key]).toMatchObject({ target: installers });
  });

  it.each(TARGETS)('is what electron-builder takes, for $platform-$architecture', async (target) => {
    const configuration = configure(target.platform, target.architecture);
    await expect(validateConfiguration(configuration, new DebugLogger(false))).resolves.toBeUndefined();
  });

  it('takes inkling: links and no kind of file', () => {
    const configuration = configure('linux', 'x64');
    expect(configuration.protocols).toEqual([{ name: 'Inkling', schemes: ['inkling'] }]);
    expect(configuration.fileAssociations).toBeUndefined();
    expect(configuration.linux).not.toHaveProperty('mimeTypes');
  });

  it('refuses a system that a native part does not exist for, and names those there are', () => {
    expect(() => targetOf('darwin', 'x64')).toThrow(/darwin-x64.*linux-arm64/);
    expect(() => targetOf('win32', 'arm64')).toThrow('win32-arm64');
  });
});

describe('native files', () => {
  it('are those of one platform, and recognised as such', () => {
    for (const target of TARGETS) {
      const files = nativeFiles(target).filter((file) => !file.endsWith('package.json'));
      expect(files.filter((file) => !IS_NATIVE.test(file))).toEqual([]);
      const others = TARGETS.filter((other) => other !== target).flatMap((other) => nativeFiles(other));
      expect(files.filter((file) => others.includes(file))).toEqual([]);
    }
  });
});

describe('signing', () => {
  const apple = { APPLE_API_KEY: 'k', APPLE_API_KEY_ID: 'i', APPLE_API_ISSUER: 'u' };
  const azure = {
    INKLING_AZURE_ENDPOINT: 'https://signing.example',
    INKLING_AZURE_ACCOUNT: 'account',
    INKLING_AZURE_PROFILE: 'profile',
    INKLING_PUBLISHER: 'Ada',
  };
  const login = { AZURE_TENANT_ID: 't', AZURE_CLIENT_ID: 'c', AZURE_CLIENT_SECRET: 's' };

  it('is ad hoc on a Mac and none on Windows where nothing is set', () => {
    expect(signing({})).toEqual({
      mac: { identity: '-', notarize: false, hardenedRuntime: false },
      win: {},
    });
  });

  it('notarises what is signed, and says what is missing of a half', () => {
    expect(signing({ CSC_LINK: 'certificate', ...apple }).mac).toEqual({ notarize: true });
    expect(signing({ CSC_LINK: 'certificate' }).mac).toEqual({ notarize: false });
    expect(() => signing(apple)).toThrow('CSC_LINK');
    expect(() => signing({ CSC_LINK: 'c', APPLE_API_KEY: 'k' })).toThrow(
      /APPLE_API_KEY_ID, APPLE_API_ISSUER are not/,
    );
  });

  it('goes by Azure on Windows where its account is named', () => {
    expect(signing({ ...azure, ...login }).win.azureSignOptions).toEqual({
      endpoint: 'https://signing.example',
      codeSigningAccountName: 'account',
      certificateProfileName: 'profile',
      publisherName: 'Ada',
    });
    expect(() => signing(azure)).toThrow('AZURE_TENANT_ID');
  });
});

it('the native files of this machine are installed where they are looked for', () => {
  const root = join(import.meta.dirname, '..', '..', '..');
  const target = TARGETS.find(
    (known) => known.platform === process.platform && known.architecture === process.arch,
  );
  const files = target === undefined ? [] : nativeFiles(target);
  expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([]);
});
