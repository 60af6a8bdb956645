import { describe, expect, it } from 'vitest';

import { findBrowser, mayUseApt } from '../../build/setup/browser.mjs';

interface Given {
  environment?: Record<string, string>;
  platform?: string;
  files?: string[];
}

function machine({ environment = {}, platform = 'linux', files = [] }: Given) {
  return { environment, platform, home: '/home/p', exists: (path: string) => files.includes(path) };
}

describe('findBrowser', () => {
  it('takes what the person names before anything else', () => {
    const files = ['/mine/browser', '/usr/bin/chromium'];
    const environment = { INKLING_BROWSER: '/mine/browser', PATH: '/usr/bin' };
    expect(findBrowser(machine({ environment, files }))).toBe('/mine/browser');
  });

  it('refuses a named browser that is not there rather than taking another', () => {
    const environment = { CHROME_PATH: '/nowhere', PATH: '/usr/bin' };
    expect(() => findBrowser(machine({ environment, files: ['/usr/bin/chromium'] }))).toThrow(
      'CHROME_PATH names /nowhere, and there is no such file.',
    );
  });

  it('looks along PATH, then in the usual places', () => {
    const files = ['/own/bin/google-chrome', '/snap/bin/chromium'];
    expect(findBrowser(machine({ environment: { PATH: '/bin:/own/bin' }, files }))).toBe(files[0]);
    expect(findBrowser(machine({ environment: {}, files }))).toBe(files[1]);
  });

  it('knows the places of macOS and Windows', () => {
    const mac = '/home/p/Applications/Chromium.app/Contents/MacOS/Chromium';
    expect(findBrowser(machine({ platform: 'darwin', files: [mac] }))).toBe(mac);
    const edge = String.raw`C:\Program Files\Microsoft\Edge\Application\msedge.exe`;
    const environment = { PROGRAMFILES: String.raw`C:\Program Files` };
    expect(findBrowser(machine({ platform: 'win32', environment, files: [edge] }))).toBe(edge);
  });

  it('finds nothing on a bare machine', () => {
    expect(findBrowser(machine({ environment: { PATH: '/usr/bin' } }))).toBeNull();
  });
});

it.each([
  ['Debian as root', { platform: 'linux', root: true, release: 'NAME=x\nID=debian\n' }, true],
  ['Debian as a person', { platform: 'linux', root: false, release: 'ID=debian\n' }, false],
  ['another Linux as root', { platform: 'linux', root: true, release: 'ID=ubuntu\nID_LIKE=debian\n' }, false],
  ['macOS as root', { platform: 'darwin', root: true, release: '' }, false],
])('apt on %s: %s', (_, given, expected) => {
  expect(mayUseApt(given)).toBe(expected);
});
