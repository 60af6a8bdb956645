import { lstatSync, mkdirSync, readFileSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { commandState, installCommand, removeCommand } from '../../../src-main/electron/install-command.ts';
import { planTerminalCommand } from '../../../src-main/electron/terminal-command.ts';
import type { InstalledApp } from '../../../src-main/electron/terminal-command.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

const installed = (app: Partial<InstalledApp>): InstalledApp => ({
  platform: 'linux',
  home: '/home/ada',
  resources: '/opt/Inkling/resources',
  environment: { PATH: '/usr/bin:/bin' },
  ...app,
});

describe('the plan of the terminal command', () => {
  it('is a link into the app on Linux and on a Mac, and says whether terminals look there', () => {
    expect(planTerminalCommand(installed({}))).toEqual({
      file: '/home/ada/.local/bin/inkling',
      content: { kind: 'link', target: '/opt/Inkling/resources/bin/inkling' },
      isOnPath: false,
    });
    const environment = { PATH: '/usr/bin:/home/ada/.local/bin/' };
    expect(planTerminalCommand(installed({ platform: 'darwin', environment })).isOnPath).toBe(true);
  });

  it('is a script for an AppImage, whose resources are there only while it runs', () => {
    const environment = { APPIMAGE: "/home/ada/Ada's apps/Inkling.AppImage" };
    const { content } = planTerminalCommand(installed({ environment }));
    expect(content).toMatchObject({
      kind: 'script',
      text: expect.stringContaining(
        `exec '/home/ada/Ada'\\''s apps/Inkling.AppImage' $headless --cli "$@"\n`,
      ),
    });
  });

  it('is a script of one line on Windows', () => {
    const command = planTerminalCommand(
      installed({
        platform: 'win32',
        home: 'C:\\Users\\Ada',
        resources: 'C:\\100%\\Inkling\\resources',
        environment: { Path: 'C:\\WINDOWS;C:\\Users\\ADA\\AppData\\Local\\Microsoft\\WindowsApps' },
      }),
    );
    expect(command.file).toBe('C:\\Users\\Ada\\AppData\\Local\\Microsoft\\WindowsApps\\inkling.cmd');
    expect(command.content).toMatchObject({
      text: expect.stringMatching(/\r\n@"C:\\100%%\\Inkling\\resources\\bin\\inkling\.cmd" %\*\r\n$/),
    });
    expect(command.isOnPath).toBe(true);
  });
});

describe.each(['link', 'script'])('a command that is a %s', (kind) => {
  const plan = (home: string, resources = join(home, 'opt', 'resources')) =>
    planTerminalCommand(
      installed({
        home,
        resources,
        environment: kind === 'script' ? { APPIMAGE: join(resources, 'Inkling') } : {},
      }),
    );

  it('is put there, found, brought up to date when the app was moved, and taken away', async () => {
    await using home = await temporaryFolder();
    const command = plan(home.path);
    expect(commandState(command)).toBe('absent');
    installCommand(command);
    installCommand(command);
    expect(commandState(command)).toBe('installed');
    const moved = plan(home.path, join(home.path, 'elsewhere', 'resources'));
    expect(commandState(moved)).toBe('moved');
    installCommand(moved);
    expect(commandState(moved)).toBe('installed');
    removeCommand(moved);
    expect(commandState(moved)).toBe('absent');
    removeCommand(moved);
  });

  it('never takes the place of another program, nor takes it away', async () => {
    await using home = await temporaryFolder();
    const command = plan(home.path);
    mkdirSync(dirname(command.file), { recursive: true });
    writeFileSync(command.file, '#!/bin/sh\necho mine\n');
    expect(commandState(command)).toBe('foreign');
    expect(() => installCommand(command)).toThrow(expect.objectContaining({ code: 'COMMAND_TAKEN' }));
    expect(() => removeCommand(command)).toThrow(expect.objectContaining({ code: 'COMMAND_TAKEN' }));
    expect(readFileSync(command.file, 'utf8')).toContain('mine');
  });

  it('never takes the place of a link of another program, though it leads nowhere', async () => {
    await using home = await temporaryFolder();
    const command = plan(home.path);
    mkdirSync(dirname(command.file), { recursive: true });
    symlinkSync('/nowhere/inkling', command.file);
    expect(() => installCommand(command)).toThrow(expect.objectContaining({ code: 'COMMAND_TAKEN' }));
    expect(readlinkSync(command.file)).toBe('/nowhere/inkling');
  });

  it('tells where its folder cannot be made', async () => {
    await using home = await temporaryFolder();
    writeFileSync(join(home.path, '.local'), 'a file');
    expect(() => installCommand(plan(home.path))).toThrow(
      expect.objectContaining({ code: 'COMMAND_NOT_WRITTEN' }),
    );
  });
});

it('a script may be run', async () => {
  await using home = await temporaryFolder();
  const command = planTerminalCommand(installed({ home: home.path, environment: { APPIMAGE: '/a' } }));
  installCommand(command);
  expect(lstatSync(command.file).mode & 0o111).not.toBe(0);
});
