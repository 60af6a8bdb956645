import { createServer } from 'node:http';
import { join } from 'node:path';

import { createRouterClient } from '@orpc/server';

import type { RunningEngine } from '../../src-main/electron/begin-engine.ts';
import type { ShellPort } from '../../src-main/electron/electron.ts';
import { engineGone } from '../../src-main/rpc/errors.ts';
import { servePort } from '../../src-main/rpc/message-port.ts';
import { answerPicture } from '../../src-main/rpc/pictures.ts';
import type { ScriptedEngine } from './scripted-engine.ts';

/** A scripted engine as the desktop shell runs one: it comes, goes, and comes again. */
export class ScriptedRuns implements AsyncDisposable {
  readonly engine: ScriptedEngine;
  begun = 0;
  closed = 0;
  readonly #socket: string;
  readonly #pictures;
  #ports: ShellPort[] = [];
  #end: () => void = () => {};
  #away = false;

  constructor(engine: ScriptedEngine, folder: string) {
    this.engine = engine;
    this.#socket = join(folder, 'pictures.sock');
    this.#pictures = createServer((request, response) => {
      void answerPicture({ picture: (asked) => engine.picture(asked) }, request, response);
    }).listen(this.#socket);
  }

  readonly begin = async (): Promise<RunningEngine> => {
    if (this.#away) throw engineGone();
    this.begun += 1;
    const router = this.engine.router();
    const ended = new Promise<void>((resolve) => (this.#end = resolve));
    return {
      client: createRouterClient(router),
      socket: this.#socket,
      pid: process.pid,
      ended,
      serve: (port) => {
        this.#ports.push(port);
        servePort(router, port);
      },
      close: async () => {
        this.closed += 1;
        this.#leave();
      },
    };
  };

  /** It ends, as by a crash, and does not come again until it is back. */
  setAway(away: boolean): void {
    this.#away = away;
    if (away) this.#leave();
  }

  /** It crashes once. */
  crash(): void {
    this.#leave();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await new Promise((resolve) => this.#pictures.close(resolve));
  }

  #leave(): void {
    for (const port of this.#ports.splice(0)) port.close();
    this.#end();
  }
}
