import type {
  App,
  BrowserWindow,
  BrowserWindowConstructorOptions,
  Display,
  Event,
  ForkOptions,
  GlobalShortcut,
  Menu,
  MenuItemConstructorOptions,
  MessageEvent,
  NativeTheme,
  OpenDialogOptions,
  OpenDialogReturnValue,
  Protocol,
  Rectangle,
  RenderProcessGoneDetails,
  Session,
  Shell,
  Tray,
  UtilityProcess,
  WebContents,
  WebFrameMain,
} from 'electron';

import type { PowerMonitor } from './follow-computer.ts';
import type { SafeStorage } from './keychain.ts';

/*
 * What of Electron the shell uses, by Electron's own typings. main.ts hands the real one in and so holds this to be
 * true; listeners are written out, for the overloads of an emitter cannot be picked.
 */

export interface ShellPort {
  postMessage(message: unknown, transfer?: ShellPort[]): void;
  start(): void;
  close(): void;
  on(event: 'message', listener: (event: MessageEvent) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
}

export interface ShellContents extends Pick<
  WebContents,
  | 'id'
  | 'getURL'
  | 'getZoomLevel'
  | 'setZoomLevel'
  | 'isDestroyed'
  | 'print'
  | 'reload'
  | 'setWindowOpenHandler'
> {
  readonly mainFrame: Pick<WebFrameMain, 'url'> | null;
  postMessage(channel: string, message: unknown, transfer?: ShellPort[]): void;
  on(event: 'will-navigate', listener: (event: Event<{ url: string }>) => void): unknown;
  on(event: 'will-frame-navigate', listener: (event: Event<{ url: string }>) => void): unknown;
  on(event: 'will-attach-webview', listener: (event: Event) => void): unknown;
  on(
    event: 'render-process-gone',
    listener: (event: Event, details: RenderProcessGoneDetails) => void,
  ): unknown;
}

type WindowEvent = 'close' | 'closed' | 'resize' | 'move' | 'blur' | 'focus' | 'ready-to-show';

export interface ShellWindow extends Pick<
  BrowserWindow,
  | 'id'
  | 'close'
  | 'destroy'
  | 'focus'
  | 'getNormalBounds'
  | 'hide'
  | 'isDestroyed'
  | 'isFocused'
  | 'isMaximized'
  | 'isMinimized'
  | 'isVisible'
  | 'loadURL'
  | 'maximize'
  | 'restore'
  | 'setBounds'
  | 'setProgressBar'
  | 'show'
> {
  readonly webContents: ShellContents;
  on(event: WindowEvent, listener: (event: Event) => void): unknown;
}

export interface ShellApp extends Pick<
  App,
  | 'enableSandbox'
  | 'exit'
  | 'getAppPath'
  | 'getLoginItemSettings'
  | 'getPath'
  | 'isPackaged'
  | 'name'
  | 'quit'
  | 'requestSingleInstanceLock'
  | 'setAppUserModelId'
  | 'setAsDefaultProtocolClient'
  | 'setLoginItemSettings'
  | 'whenReady'
> {
  on(event: 'second-instance', listener: (event: Event, argv: string[]) => void): unknown;
  on(event: 'open-url', listener: (event: Event, url: string) => void): unknown;
  on(event: 'activate', listener: () => void): unknown;
  on(event: 'window-all-closed', listener: () => void): unknown;
  on(event: 'before-quit', listener: (event: Event) => void): unknown;
  on(event: 'web-contents-created', listener: (event: Event, contents: ShellContents) => void): unknown;
}

/** What a page sends carries who sent it. */
export interface SentEvent {
  readonly sender: ShellContents;
  readonly senderFrame: (Pick<WebFrameMain, 'url'> & { readonly parent: object | null }) | null;
}

export interface ShellUtility extends Pick<UtilityProcess, 'kill' | 'pid'> {
  postMessage(message: unknown, transfer?: ShellPort[]): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'spawn', listener: () => void): unknown;
  on(event: 'exit', listener: (code: number) => void): unknown;
}

export type ShellTray = Pick<Tray, 'destroy' | 'setToolTip'> & {
  setContextMenu(menu: ShellMenu | null): void;
  on(event: 'click', listener: () => void): unknown;
};

export type ShellMenu = Pick<Menu, 'popup'>;

export interface ShellNotification {
  show(): void;
  on(event: 'click', listener: () => void): unknown;
}

/** The module, or what stands in for it. */
export interface Electron {
  readonly app: ShellApp;
  readonly BrowserWindow: new (options: BrowserWindowConstructorOptions) => ShellWindow;
  readonly MessageChannelMain: new () => { readonly port1: ShellPort; readonly port2: ShellPort };
  readonly Menu: {
    buildFromTemplate(template: MenuItemConstructorOptions[]): ShellMenu;
    setApplicationMenu(menu: ShellMenu | null): void;
  };
  readonly Notification: {
    new (options: { title: string; body: string }): ShellNotification;
    isSupported(): boolean;
  };
  readonly Tray: new (image: string) => ShellTray;
  readonly dialog: {
    showOpenDialog(options: OpenDialogOptions): Promise<OpenDialogReturnValue>;
    /** Waits until the person has seen it. */
    showErrorBox(title: string, content: string): void;
  };
  readonly globalShortcut: Pick<GlobalShortcut, 'isRegistered' | 'register' | 'unregister'>;
  readonly ipcMain: {
    on(channel: string, listener: (event: SentEvent, ...given: unknown[]) => void): unknown;
  };
  readonly nativeTheme: Pick<NativeTheme, 'themeSource' | 'shouldUseDarkColors'>;
  readonly powerMonitor: PowerMonitor;
  readonly protocol: Pick<Protocol, 'handle' | 'registerSchemesAsPrivileged'>;
  readonly safeStorage: SafeStorage;
  readonly screen: {
    getAllDisplays(): Pick<Display, 'workArea'>[];
    getCursorScreenPoint(): { x: number; y: number };
    getDisplayNearestPoint(point: { x: number; y: number }): Pick<Display, 'workArea'>;
  };
  readonly session: { readonly defaultSession: ShellSession };
  readonly shell: Pick<Shell, 'openPath' | 'showItemInFolder'>;
  readonly utilityProcess: { fork(entry: string, given?: string[], options?: ForkOptions): ShellUtility };
}

export type ShellSession = Pick<
  Session,
  | 'setDevicePermissionHandler'
  | 'setPermissionCheckHandler'
  | 'setPermissionRequestHandler'
  | 'setSpellCheckerEnabled'
> & {
  readonly webRequest: Pick<Session['webRequest'], 'onBeforeRequest'>;
};

export type { Rectangle };
