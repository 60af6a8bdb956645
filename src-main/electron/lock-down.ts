import type { Electron, ShellContents, ShellSession } from './electron.ts';
import { isOurs } from './names.ts';

/** The one thing our page asks the browser for: to put a path or a passage where the person can paste it. */
const GRANTED = 'clipboard-sanitized-write';

/** Before Electron is ready: whatever is made later is bound by it. */
export function lockDown({ app }: Pick<Electron, 'app'>): void {
  app.enableSandbox();
  app.on('web-contents-created', (_event, contents) => stayInside(contents));
}

function refuse(event: { preventDefault(): void }): void {
  event.preventDefault();
}

/** No page goes elsewhere, opens another or holds a foreign one. */
function stayInside(contents: ShellContents): void {
  contents.on('will-navigate', refuse);
  contents.on('will-frame-navigate', refuse);
  contents.on('will-attach-webview', refuse);
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/** Nothing is asked of the network, and of the computer nothing but the clipboard. */
export function lockSession(session: ShellSession): void {
  session.setPermissionRequestHandler((contents, permission, answer) => {
    answer(permission === GRANTED && isOurs(contents.getURL()));
  });
  session.setPermissionCheckHandler(
    (_contents, permission, origin) => permission === GRANTED && isOurs(origin),
  );
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !isOurs(details.url) && !isInner(details.url) });
  });
  session.setSpellCheckerEnabled(false);
}

/** What never leaves the page: pictures out of its own memory, and the tools of whoever develops it. */
function isInner(address: string): boolean {
  return address.startsWith('blob:') || address.startsWith('devtools:');
}
