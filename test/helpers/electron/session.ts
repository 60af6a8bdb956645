import type { CustomScheme, OnBeforeRequestListenerDetails } from 'electron';

import type { ShellSession } from '../../../src-main/electron/electron.ts';

type RequestHandler = Parameters<ShellSession['setPermissionRequestHandler']>[0];
type CheckHandler = Parameters<ShellSession['setPermissionCheckHandler']>[0];
type DeviceHandler = Parameters<ShellSession['setDevicePermissionHandler']>[0];
type Before = (
  details: OnBeforeRequestListenerDetails,
  answer: (response: { cancel?: boolean }) => void,
) => void;

/** The default session: remembers who decides, and asks them. What nobody decides is granted, as Electron does. */
export class StandInSession {
  request: RequestHandler = null;
  check: CheckHandler = null;
  device: DeviceHandler = null;
  spellChecker = true;
  #before: Before | null = null;

  setPermissionRequestHandler(handler: RequestHandler): void {
    this.request = handler;
  }

  setPermissionCheckHandler(handler: CheckHandler): void {
    this.check = handler;
  }

  setDevicePermissionHandler(handler: DeviceHandler): void {
    this.device = handler;
  }

  setSpellCheckerEnabled(enabled: boolean): void {
    this.spellChecker = enabled;
  }

  readonly webRequest = {
    onBeforeRequest: (...given: unknown[]): void => {
      this.#before = given.at(-1) as Before | null;
    },
  };

  /** Whether a request may go out. */
  lets(url: string): Promise<boolean> {
    const before = this.#before;
    if (before === null) return Promise.resolve(true);
    return new Promise((resolve) => {
      before({ url } as OnBeforeRequestListenerDetails, ({ cancel = false }) => resolve(!cancel));
    });
  }
}

type Answer = (request: Request) => Response | Promise<Response>;

/** Schemes of the program's own. Chromium knows none of them here: each stands as an https host that nothing serves. */
export class StandInProtocol {
  readonly schemes: CustomScheme[] = [];
  readonly #answers = new Map<string, Answer>();
  readonly #isReady: () => boolean;

  constructor(isReady: () => boolean) {
    this.#isReady = isReady;
  }

  registerSchemesAsPrivileged(schemes: CustomScheme[]): void {
    if (this.#isReady())
      throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    this.schemes.push(...schemes);
  }

  handle(scheme: string, answer: Answer): void {
    if (!this.#isReady()) throw new Error('protocol.handle can only be called after app is ready');
    if (this.#answers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
    this.#answers.set(scheme, answer);
  }

  answerOf(address: string): Answer | undefined {
    return this.#answers.get(new URL(address).protocol.slice(0, -1));
  }

  /** As Chromium is asked for it. */
  outside(address: string): string {
    const standard = this.schemes.find(({ scheme, privileges }) => {
      return (
        privileges?.standard === true && privileges.secure === true && address.startsWith(`${scheme}://`)
      );
    });
    if (standard === undefined) return address;
    const [host = '', ...rest] = address.slice(standard.scheme.length + '://'.length).split('/');
    return `https://${host}.${standard.scheme}.invalid/${rest.join('/')}`;
  }

  /** As the program knows it. */
  inside(address: string): string {
    const found = /^https:\/\/([\w-]+)\.([\w-]+)\.invalid(\/.*)?$/.exec(address);
    return found === null ? address : `${found[2]}://${found[1]}${found[3] ?? '/'}`;
  }
}
