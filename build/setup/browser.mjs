import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, posix, win32 } from 'node:path';
import { pathToFileURL } from 'node:url';

import { run } from './child.mjs';
import { SetupError } from './setup-error.mjs';

const NAMED_BY = ['INKLING_BROWSER', 'CHROME_PATH'];
const COMMANDS = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
  'microsoft-edge',
];
const LINUX_PLACES = [
  '/usr/bin',
  '/usr/local/bin',
  '/snap/bin',
  '/opt/google/chrome',
  '/opt/chromium.org/chromium',
];
const MAC_APPS = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
const WINDOWS_PROGRAMS = [
  'Google/Chrome/Application/chrome.exe',
  'Chromium/Application/chrome.exe',
  'Microsoft/Edge/Application/msedge.exe',
];

function onPath({ environment, platform }) {
  const windows = platform === 'win32';
  const { join: joinPath, delimiter } = windows ? win32 : posix;
  const folders = (environment['PATH'] ?? environment['Path'] ?? '').split(delimiter).filter(Boolean);
  const names = windows ? COMMANDS.map((name) => `${name}.exe`) : COMMANDS;
  return names.flatMap((name) => folders.map((folder) => joinPath(folder, name)));
}

function usualPlaces({ environment, platform, home }) {
  if (platform === 'win32') {
    const roots = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map((name) => environment[name]);
    return roots
      .filter(Boolean)
      .flatMap((root) => WINDOWS_PROGRAMS.map((program) => win32.join(root, program)));
  }
  if (platform === 'darwin') {
    const roots = ['/Applications', posix.join(home, 'Applications')];
    return roots.flatMap((root) => MAC_APPS.map((app) => `${root}/${app}.app/Contents/MacOS/${app}`));
  }
  return LINUX_PLACES.flatMap((folder) => COMMANDS.map((name) => posix.join(folder, name)));
}

/** The first Chromium-like browser of a machine: named by the person, on PATH, in the usual places; else null. */
export function findBrowser(machine) {
  for (const name of NAMED_BY) {
    const path = machine.environment[name];
    if (!path) continue;
    if (machine.exists(path)) return path;
    throw new SetupError(`${name} names ${path}, and there is no such file.`);
  }
  return [...onPath(machine), ...usualPlaces(machine)].find(machine.exists) ?? null;
}

/** True where apt may be asked: Debian, and already root. */
export function mayUseApt(machine) {
  return machine.platform === 'linux' && machine.root && /^ID=debian$/m.test(machine.release);
}

function thisMachine() {
  const release = '/etc/os-release';
  return {
    environment: process.env,
    platform: process.platform,
    home: homedir(),
    exists: existsSync,
    root: process.getuid?.() === 0,
    release: existsSync(release) ? readFileSync(release, 'utf8') : '',
  };
}

/** A browser that can show the page as a window of its own; null where there is none, or none can be shown. */
export function appBrowser(machine = thisMachine()) {
  try {
    return findBrowser(machine);
  } catch {
    return null;
  }
}

/** Where playwright-core keeps a browser it has installed itself. */
async function playwrightBrowser(root) {
  const { chromium } = await import(pathToFileURL(join(root, 'node_modules/playwright-core/index.mjs')).href);
  const path = chromium.executablePath();
  return existsSync(path) ? path : null;
}

async function installByApt() {
  console.error('inkling: no browser found; installing chromium with apt-get …');
  const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, stdio: ['ignore', 2, 2] };
  const updated = await run('apt-get', ['update'], options).catch(() => 1);
  if (updated === 0) await run('apt-get', ['install', '-y', 'chromium'], options).catch(() => 1);
}

async function installByPlaywright(root, node) {
  console.error('inkling: no browser found; installing one with Playwright …');
  const cli = join(root, 'node_modules/playwright-core/cli.js');
  await run(node, [cli, 'install', 'chromium'], { stdio: ['ignore', 2, 2] });
}

/** A browser for the tests, installed where none is found. */
export async function ensureBrowser(root, node) {
  const machine = thisMachine();
  const present = findBrowser(machine) ?? (await playwrightBrowser(root));
  if (present) return present;
  if (mayUseApt(machine)) await installByApt();
  const installed = findBrowser(machine);
  if (installed) return installed;
  await installByPlaywright(root, node);
  const downloaded = await playwrightBrowser(root);
  if (downloaded) return downloaded;
  throw new SetupError(
    'the tests need a Chromium: none was found and none could be installed; install Chromium or Chrome, ' +
      'or name one by INKLING_BROWSER=/path/to/it.',
  );
}
