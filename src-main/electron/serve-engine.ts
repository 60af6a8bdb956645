import { fromEngineSchema } from '../rpc/host-messages.ts';
import type { FromEngine, ToEngine } from '../rpc/host-messages.ts';
import type { StartMessage } from '../rpc/start-message.ts';
import { processEnded } from '../rpc/process-ended.ts';
import type { Electron, ShellPort, ShellUtility } from './electron.ts';
import { lendUtility } from './spawn-utility.ts';

type ServingElectron = Pick<Electron, 'MessageChannelMain' | 'shell' | 'utilityProcess'>;

/** An engine that has not ended by then never will; what it has finished is stored. */
const LONGEST_END_MILLISECONDS = 30_000;

/** Does for an engine what only Electron's main process may: starts its processes, opens and shows files. */
export class ServedEngine {
  readonly process: ShellUtility;
  readonly #electron: ServingElectron;
  readonly #children = new Map<number, ShellUtility>();
  /** How its start went; resolves to null where it ended without a word. */
  readonly started: Promise<StartMessage | null>;
  readonly exited: Promise<void>;

  constructor(electron: ServingElectron, process: ShellUtility) {
    this.#electron = electron;
    this.process = process;
    this.exited = new Promise((resolve) => {
      process.on('exit', () => {
        for (const child of this.#children.values()) child.kill();
        resolve();
      });
    });
    this.started = new Promise((resolve) => {
      process.on('message', (message) => {
        const heard = fromEngineSchema.parse(message);
        if (heard.kind === 'ready' || heard.kind === 'failed') resolve(heard);
        else this.#answer(heard);
      });
      void this.exited.then(() => resolve(null));
    });
  }

  tell(message: ToEngine, ports: ShellPort[] = []): void {
    this.process.postMessage(message, ports);
  }

  /** Has it close its databases; resolves when its process is gone, of which `pid` may know before Electron does. */
  async end(pid = this.process.pid): Promise<void> {
    this.tell({ kind: 'end' });
    const gone = Promise.race([this.exited, ...(pid === undefined ? [] : [processEnded(pid)])]);
    const hung = setTimeout(() => this.process.kill(), LONGEST_END_MILLISECONDS);
    await gone.finally(() => clearTimeout(hung));
  }

  #answer(asked: Exclude<FromEngine, StartMessage>): void {
    if (asked.kind === 'spawn') this.#spawn(asked);
    else if (asked.kind === 'kill') this.#children.get(asked.child)?.kill();
    else void this.#open(asked).then((failed) => this.tell({ kind: 'opened', asked: asked.asked, failed }));
  }

  #spawn({ child, entry, ...options }: Extract<FromEngine, { kind: 'spawn' }>): void {
    const lent = lendUtility(this.#electron, new URL(entry), options);
    this.#children.set(child, lent.child);
    lent.child.on('exit', (code) => {
      this.#children.delete(child);
      this.tell({ kind: 'child-ended', child, how: String(code) });
    });
    void lent.port.then(({ port, pid }) => this.tell({ kind: 'child', child, pid }, [port]));
  }

  /** Whether it failed. The engine asks for files of its library alone, and never for one that could run. */
  async #open({ kind, path }: Extract<FromEngine, { kind: 'open' | 'reveal' }>): Promise<boolean> {
    const { shell } = this.#electron;
    if (kind === 'open') return (await shell.openPath(path)) !== '';
    shell.showItemInFolder(path);
    return false;
  }
}
