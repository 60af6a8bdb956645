import type { MenuItemConstructorOptions } from 'electron';

import type { ShellEvent } from '../contract/index.ts';

export interface MenuActions {
  /** Tells the large window's page, and brings it forward. */
  readonly tell: (event: ShellEvent) => void;
  readonly addFolders: () => void;
  readonly quickSearch: () => void;
  readonly print: () => void;
  /** Where there is a command for terminals. */
  readonly terminal?: () => void;
  readonly quit: () => void;
}

type Items = MenuItemConstructorOptions[];

const LINE: MenuItemConstructorOptions = { type: 'separator' };

/** The menus of a platform in its own order; on a Mac the first one is the program's. */
export function appMenu(platform: NodeJS.Platform, actions: MenuActions): Items {
  const isMac = platform === 'darwin';
  return [
    ...(isMac ? [{ label: 'Inkling', submenu: programItems(actions) }] : []),
    { label: '&File', submenu: fileItems(isMac, actions) },
    { label: '&Edit', submenu: editItems(isMac) },
    { label: '&View', submenu: viewItems(actions) },
    { role: 'windowMenu' },
    { label: '&Help', role: 'help', submenu: helpItems(isMac, actions) },
  ];
}

function programItems({ tell, terminal, quit }: MenuActions): Items {
  return [
    { label: 'About Inkling', click: () => tell({ kind: 'about' }) },
    LINE,
    settingsItem(tell),
    ...terminalItems(terminal),
    LINE,
    { role: 'services' },
    LINE,
    { role: 'hide' },
    { role: 'hideOthers' },
    { role: 'unhide' },
    LINE,
    { label: 'Quit Inkling', accelerator: 'Command+Q', click: quit },
  ];
}

function fileItems(isMac: boolean, { tell, addFolders, print, quit }: MenuActions): Items {
  return [
    { label: 'Add folders …', accelerator: 'CommandOrControl+O', click: addFolders },
    { label: 'Print what is shown …', accelerator: 'CommandOrControl+P', click: print },
    LINE,
    ...(isMac ? [] : [settingsItem(tell), LINE]),
    { role: 'close' },
    ...(isMac ? [] : [{ label: 'Quit', accelerator: 'Control+Q', click: quit }]),
  ];
}

function settingsItem(tell: MenuActions['tell']): MenuItemConstructorOptions {
  const click = (): void => tell({ kind: 'go', page: 'settings' });
  return { label: 'Settings …', accelerator: 'CommandOrControl+,', click };
}

function editItems(isMac: boolean): Items {
  return [
    { role: 'undo' },
    { role: 'redo' },
    LINE,
    { role: 'cut' },
    { role: 'copy' },
    { role: 'paste' },
    ...(isMac ? [{ role: 'pasteAndMatchStyle' } as const] : []),
    { role: 'selectAll' },
  ];
}

const PAGES = ['Search', 'Topics', 'Library', 'Settings'] as const;

function viewItems({ tell, quickSearch }: MenuActions): Items {
  const pages = PAGES.map((label, at) => ({
    label,
    accelerator: `CommandOrControl+${at + 1}`,
    click: () => tell({ kind: 'go', page: label.toLowerCase() as Lowercase<typeof label> }),
  }));
  return [
    { label: 'To the query', accelerator: 'CommandOrControl+K', click: () => tell({ kind: 'query' }) },
    { label: 'Quick search', click: quickSearch },
    LINE,
    ...pages,
    LINE,
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { role: 'togglefullscreen' },
  ];
}

/** Where people look for it: on a Mac beside the settings, elsewhere in Help. */
function terminalItems(terminal: MenuActions['terminal']): Items {
  return terminal === undefined ? [] : [{ label: 'Inkling in the terminal …', click: terminal }];
}

function helpItems(isMac: boolean, { tell, terminal }: MenuActions): Items {
  return [
    { label: 'Keys', click: () => tell({ kind: 'keys' }) },
    ...(isMac ? [] : terminalItems(terminal)),
    ...(isMac ? [] : [{ label: 'About Inkling', click: () => tell({ kind: 'about' }) }]),
  ];
}
