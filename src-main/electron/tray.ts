import { join } from 'node:path';

import type { MenuItemConstructorOptions } from 'electron';

import type { Progress } from '../contract/index.ts';
import { packageRoot } from '../lib/entry.ts';
import type { Electron, ShellTray } from './electron.ts';
import type { ShellLog } from './shell-log.ts';

export interface TrayActions {
  readonly open: () => void;
  readonly quickSearch: () => void;
  readonly pause: (what: Progress['pause']) => void;
  readonly quit: () => void;
}

const numbers = new Intl.NumberFormat('en');

/** How reading stands, in a line. */
export function progressLine(progress: Progress | null): string {
  if (progress === null) return 'Inkling’s engine starts';
  const { searchable, deepened, pause } = progress;
  if (pause === 'all') return 'Reading is paused';
  if (searchable.done < searchable.total) return `Reading: ${share(searchable)} files`;
  if (deepened.done >= deepened.total) return 'Everything is read';
  if (pause === 'deepening') return 'Searchable; close reading is paused';
  return `Reading closely: ${share(deepened)} passages`;
}

function share({ done, total }: Progress['searchable']): string {
  return `${numbers.format(done)} of ${numbers.format(total)}`;
}

/** From 0 to 1 while files are read; null where nothing is to be shown beside the program's icon. */
export function readShare(progress: Progress | null): number | null {
  if (progress === null || progress.pause === 'all') return null;
  const { done, total } = progress.searchable;
  return done < total ? done / total : null;
}

export function trayMenu(progress: Progress | null, actions: TrayActions): MenuItemConstructorOptions[] {
  const isPaused = progress !== null && progress.pause !== 'none';
  return [
    { label: progressLine(progress), enabled: false },
    isPaused
      ? { label: 'Go on reading', click: () => actions.pause('none') }
      : { label: 'Pause reading', enabled: progress !== null, click: () => actions.pause('all') },
    { type: 'separator' },
    { label: 'Open Inkling', click: actions.open },
    { label: 'Quick search', click: actions.quickSearch },
    { type: 'separator' },
    { label: 'Quit', click: actions.quit },
  ];
}

/** A black shape that a Mac colours itself; elsewhere one that is seen on light and on dark. */
function icon(platform: NodeJS.Platform): string {
  return join(packageRoot(), 'resources/tray', platform === 'darwin' ? 'trayTemplate.png' : 'tray.png');
}

/** Null where none can be made, by the system or for want of its picture: the window does without it. */
export function openTray(electron: Electron, actions: TrayActions, log: ShellLog): TraySign | null {
  try {
    return new TraySign(electron, actions);
  } catch (thrown) {
    log.add('tray', thrown);
    return null;
  }
}

/** The sign of the running program, with how far it has read and a pause. */
export class TraySign {
  readonly #electron: Electron;
  readonly #actions: TrayActions;
  readonly #tray: ShellTray;
  #shown = '';

  constructor(electron: Electron, actions: TrayActions, platform: NodeJS.Platform = process.platform) {
    this.#electron = electron;
    this.#actions = actions;
    this.#tray = new electron.Tray(icon(platform));
    this.#tray.on('click', actions.open);
    this.show(null);
  }

  /** A menu that is made anew closes one that is open: only where its words changed. */
  show(progress: Progress | null): void {
    const menu = trayMenu(progress, this.#actions);
    const shown = menu.map(({ label = '' }) => label).join('\n');
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#tray.setToolTip(`Inkling: ${progressLine(progress)}`);
    this.#tray.setContextMenu(this.#electron.Menu.buildFromTemplate(menu));
  }

  close(): void {
    this.#tray.destroy();
  }
}
