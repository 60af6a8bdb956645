import { dirname, join } from 'node:path';

import { packageRoot } from '../lib/entry.ts';
import { readPage } from '../lib/page-files.ts';
import { libraryPath } from '../rpc/library-path.ts';
import type { Electron } from './electron.ts';
import { linkAmong, parseLink } from './link.ts';
import { lockDown } from './lock-down.ts';
import { startedAtLogin } from './login-item.ts';
import { APP_ID, LINK_SCHEME } from './names.ts';
import { registerPageScheme } from './page-protocol.ts';
import { DesktopShell } from './shell.ts';
import type { ShellOptions } from './shell.ts';
import type { InstalledApp } from './terminal-command.ts';

export type StartOptions = Partial<ShellOptions> & {
  readonly given?: readonly string[];
  readonly platform?: NodeJS.Platform;
};

/** The life of the desktop program; null where another one of it runs already, which is told what this one was. */
export async function startShell(
  electron: Electron,
  options: StartOptions = {},
): Promise<DesktopShell | null> {
  const { app } = electron;
  const { given = process.argv, platform = process.platform } = options;
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return null;
  }
  if (platform === 'win32') app.setAppUserModelId(APP_ID);
  lockDown(electron);
  registerPageScheme(electron);
  const links = holdLinks(electron);
  await app.whenReady();
  app.setAsDefaultProtocolClient(LINK_SCHEME);
  const shell = new DesktopShell(electron, {
    ...options,
    files: options.files ?? (await readPage(join(packageRoot(), 'out', 'renderer'))),
    library: options.library ?? libraryPath(undefined),
    installed: options.installed ?? installedApp(electron),
  });
  follow(electron, shell);
  shell.start({ hidden: startedAtLogin(electron, given, platform) });
  const place = linkAmong([...given, ...links.release((url) => show(shell, url))]);
  if (place !== null) shell.showDocument(place);
  return shell;
}

/** Null in a checkout: a command must not lead into a folder that may go. */
function installedApp({ app }: Electron): InstalledApp | null {
  if (!app.isPackaged) return null;
  const { platform, env: environment } = process;
  // The archive of the program lies among its resources.
  return { platform, environment, home: app.getPath('home'), resources: dirname(app.getAppPath()) };
}

/** A Mac may tell of a link before there is anything to show it in. */
function holdLinks({ app }: Electron) {
  const early: string[] = [];
  let take = (url: string): void => void early.push(url);
  app.on('open-url', (event, url) => {
    event.preventDefault();
    take(url);
  });
  return {
    release: (to: (url: string) => void): readonly string[] => {
      take = to;
      return early;
    },
  };
}

function show(shell: DesktopShell, url: string): void {
  const place = parseLink(url);
  if (place !== null) shell.showDocument(place);
}

function follow({ app }: Electron, shell: DesktopShell): void {
  app.on('second-instance', (_event, given) => {
    const place = linkAmong(given);
    if (place === null) shell.open();
    else shell.showDocument(place);
  });
  app.on('activate', () => shell.open());
  app.on('window-all-closed', () => {
    if (!shell.stays) app.quit();
  });
  let isClosed = false;
  app.on('before-quit', (event) => {
    if (isClosed) return;
    event.preventDefault();
    void shell.quit().finally(() => {
      isClosed = true;
      app.quit();
    });
  });
}
