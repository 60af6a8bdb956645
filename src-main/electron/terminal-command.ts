import { posix, win32 } from 'node:path';

/** What of the computer and of the installed app decides where `inkling` goes. */
export interface InstalledApp {
  readonly platform: NodeJS.Platform;
  readonly home: string;
  /** Electron's process.resourcesPath. */
  readonly resources: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** The one file that puts `inkling` into terminals. */
export interface TerminalCommand {
  readonly file: string;
  readonly content:
    | { readonly kind: 'link'; readonly target: string }
    | { readonly kind: 'script'; readonly text: string };
  /** Whether terminals look into its folder already; else the person has to add it to their PATH. */
  readonly isOnPath: boolean;
}

/** Scripts that carry it are ours to change and to remove. */
const MARK = 'Made by Inkling, which removes it in its settings.';
/** Links into an app's resources are ours, wherever the app was when they were made. */
const OUR_TARGET = /[\\/]resources[\\/]bin[\\/]inkling$/i;

/** The file that would be made; nothing is touched. */
export function planTerminalCommand(app: InstalledApp): TerminalCommand {
  if (app.platform === 'win32') return planOnWindows(app);
  const folder = posix.join(app.home, '.local', 'bin');
  const { APPIMAGE: image } = app.environment;
  return {
    file: posix.join(folder, 'inkling'),
    // An AppImage lies at its resources only while it runs.
    content: image
      ? { kind: 'script', text: startsImage(image) }
      : { kind: 'link', target: posix.join(app.resources, 'bin', 'inkling') },
    isOnPath: isAmong(app.environment['PATH'] ?? '', ':', folder),
  };
}

/** As resources/bin/inkling does for an app that stays where it is: without a display Electron comes up without one. */
function startsImage(image: string): string {
  return [
    '#!/bin/sh',
    `# ${MARK}`,
    'headless=',
    '[ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || headless=--ozone-platform=headless',
    `exec ${quoted(image)} $headless --cli "$@"\n`,
  ].join('\n');
}

/** Windows lets nobody make links unasked, and has a folder of its own for commands of one person. */
function planOnWindows({ home, resources, environment }: InstalledApp): TerminalCommand {
  const local = environment['LOCALAPPDATA'] ?? win32.join(home, 'AppData', 'Local');
  const folder = win32.join(local, 'Microsoft', 'WindowsApps');
  const command = win32.join(resources, 'bin', 'inkling.cmd');
  return {
    file: win32.join(folder, 'inkling.cmd'),
    content: { kind: 'script', text: `@rem ${MARK}\r\n@"${command.replaceAll('%', '%%')}" %*\r\n` },
    isOnPath: isAmong(
      (environment['Path'] ?? environment['PATH'] ?? '').toLowerCase(),
      ';',
      folder.toLowerCase(),
    ),
  };
}

/** Whether a file found where the command goes was made by an Inkling. */
export function isOurs(found: TerminalCommand['content']): boolean {
  return found.kind === 'link' ? OUR_TARGET.test(found.target) : found.text.includes(MARK);
}

function isAmong(path: string, separator: string, folder: string): boolean {
  return path.split(separator).some((entry) => entry.replace(/[\\/]+$/, '') === folder);
}

/** One word to a shell. */
function quoted(path: string): string {
  return `'${path.replaceAll("'", "'\\''")}'`;
}
