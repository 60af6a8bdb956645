import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describeForLog } from '../rpc/engine-log.ts';
import type { Electron } from './electron.ts';

/** Beyond this the log begins anew. */
const LOG_BYTES = 64 * 1024;
/** Only this person may read it. */
const OWN = 0o600;

/** What went wrong around the page, a line each: a desktop program has nowhere to print. */
export class ShellLog {
  readonly #file: string;

  private constructor(file: string) {
    this.#file = file;
  }

  static of({ app }: Pick<Electron, 'app'>): ShellLog {
    return new ShellLog(join(app.getPath('userData'), 'shell.log'));
  }

  /** Which part failed, how, and where in our code; a disk that refuses costs the line alone. */
  add(part: string, thrown: unknown): void {
    const line = `${new Date().toISOString()} ${describeForLog(thrown, part)}\n`;
    try {
      const { size } = statSync(this.#file, { throwIfNoEntry: false }) ?? { size: 0 };
      writeFileSync(this.#file, line, { flag: size > LOG_BYTES ? 'w' : 'a', mode: OWN });
    } catch {
      // There is nobody left to tell.
    }
  }
}
