import { mkdir, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

import type { Electron } from './electron.ts';

/** Told to a program that the system starts: no window opens then. */
export const AT_LOGIN = '--at-login';

interface Machine {
  readonly platform: NodeJS.Platform;
  readonly environment: NodeJS.ProcessEnv;
  /** What is to be started. */
  readonly program: string;
}

const HERE: Machine = {
  platform: process.platform,
  environment: process.env,
  // An AppImage runs from a place of its own that is gone after it.
  program: process.env['APPIMAGE'] ?? process.execPath,
};

/** Has the system start Inkling with the session, or no longer. */
export async function openAtLogin(
  { app }: Pick<Electron, 'app'>,
  wanted: boolean,
  machine: Machine = HERE,
): Promise<void> {
  if (machine.platform === 'darwin') return app.setLoginItemSettings({ openAtLogin: wanted });
  if (machine.platform === 'win32')
    return app.setLoginItemSettings({ openAtLogin: wanted, args: [AT_LOGIN] });
  const file = autostartFile(machine);
  if (!wanted) return rm(file, { force: true });
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, desktopEntry(machine.program));
}

/** Whether the system started it with the session: a Mac hands no arguments on, and says so itself. */
export function startedAtLogin(
  { app }: Pick<Electron, 'app'>,
  given: readonly string[],
  platform = process.platform,
): boolean {
  return platform === 'darwin' ? app.getLoginItemSettings().wasOpenedAtLogin : given.includes(AT_LOGIN);
}

/** Electron knows no login items on Linux: the desktops read this folder. */
function autostartFile({ environment }: Machine): string {
  return join(environment['XDG_CONFIG_HOME'] || join(homedir(), '.config'), 'autostart/inkling.desktop');
}

function desktopEntry(program: string): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Inkling',
    `Exec=${quoted(program)} ${AT_LOGIN}`,
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}

/** As the Desktop Entry Specification has arguments quoted; a percent sign would begin a field code. */
function quoted(argument: string): string {
  const escaped = argument.replaceAll(/["`$\\]/g, (sign) => `\\${sign}`).replaceAll('%', '%%');
  return `"${escaped.replaceAll('\\', '\\\\')}"`;
}
