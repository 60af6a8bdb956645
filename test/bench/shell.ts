import { parseArgs } from 'node:util';

import { createRouterClient } from '@orpc/server';

import { createEngine } from '../../src-main/engine/index.ts';
import type { Client } from '../../src-main/rpc/client.ts';
import { innerBorder } from '../../src-main/rpc/border.ts';
import { spawnChild } from '../../src-main/rpc/child-spawn.ts';
import { servePort } from '../../src-main/rpc/message-port.ts';
import { createRouter } from '../../src-main/rpc/router.ts';
import { launchBrowser } from '../helpers/browser-page.ts';
import { StandInChannel } from '../helpers/electron/ports.ts';
import { createPortClient } from '../helpers/port-client.ts';
import { endEngine, realLibrary } from '../helpers/real-library.ts';
import { median, printRows } from './report.ts';
import type { Row } from './report.ts';
import { windowTimes } from './shell/window-times.ts';

/**
 * npm run bench:shell -- [--library DIR] [--rounds N]: what the desktop shell costs. A call by a port beside the same
 * call in process, on one engine; and how long a window takes until its page takes keys, and until it answers what was
 * typed at once, Electron's own start aside: as at every start but the first, by the engine as it is packaged. Without a
 * library a small one is made. The browser is found, or installed, as `npm test` does it.
 */
const { values } = parseArgs({
  options: { library: { type: 'string' }, rounds: { type: 'string', default: '200' } },
});
const ROUNDS = Number(values.rounds);
const SLOWEST_RATIO = 3;
const SLOWEST_WINDOW = 1_000;

const QUERIES = [
  'notice of the flat',
  'invoice for the heating',
  'meeting in june',
  'recipe with honey',
  'draft of the talk',
];
let asked = 0;

const isSound = printRows(await measure());
process.exit(isSound ? 0 : 1);

async function measure(): Promise<Row[]> {
  await using made = await realLibrary();
  const library = values.library ?? made.library;
  const browser = await launchBrowser();
  try {
    const calls = await callTimes(library, values.library === undefined ? made.papers : null);
    const windows = await windowTimes(browser, library);
    return [
      ...calls,
      { work: 'passages in the library', value: windows.passages, unit: '', isQuality: false },
      told('an empty window of the same browser', windows.empty),
      told('window to usable page, engine there', windows.warm.usable, SLOWEST_WINDOW),
      told('window to first answer, engine there', windows.warm.answered),
      told('window to usable page, engine started with it', windows.cold.usable, SLOWEST_WINDOW),
      told('window to first answer, engine started with it', windows.cold.answered),
    ];
  } finally {
    await browser.close();
    await endEngine(library);
  }
}

function told(work: string, value: number, most?: number): Row {
  return { work, value, unit: 'ms', isQuality: false, ...(most !== undefined && { bound: { most } }) };
}

async function callTimes(library: string, folder: string | null): Promise<Row[]> {
  const engine = await createEngine({ library, spawn: spawnChild });
  const { signal: ending } = new AbortController();
  const host = {
    version: '',
    ending,
    attend: () => () => {},
    attending: 1,
    stop: () => {},
    restart: () => {},
  };
  const router = createRouter(engine, host);
  const inside: Client = createRouterClient(router, innerBorder);
  const { port1, port2 } = new StandInChannel();
  servePort(router, port1);
  const outside = createPortClient(port2);
  await inside.engine.change({ deepening: false, recognition: 'off' });
  if (folder !== null) await inside.library.add({ path: folder });
  await inside.library.settle({});
  const rows = [
    ...(await compare('status', inside, outside, (client) => client.library.status())),
    ...(await compare('a search by words and light codes', inside, outside, search)),
    ...(await compare('settings, the smallest call there is', inside, outside, (client) =>
      client.engine.settings(),
    )),
  ];
  port2.close();
  await engine.close();
  return rows;
}

async function search(client: Client): Promise<void> {
  asked += 1;
  const query = QUERIES[asked % QUERIES.length] ?? '';
  for await (const stage of await client.search.run({ query, mode: 'light' })) if (stage.final) return;
}

type Call = (client: Client) => Promise<unknown>;

/** One after the other in turn, so that what else the machine does falls on both. */
async function compare(work: string, inside: Client, outside: Client, call: Call): Promise<Row[]> {
  const times = { inside: [] as number[], outside: [] as number[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    times.inside.push(await timed(() => call(inside)));
    times.outside.push(await timed(() => call(outside)));
  }
  const [one, other] = [median(times.inside), median(times.outside)];
  return [
    told(`${work}: in process`, one),
    told(`${work}: by port`, other),
    {
      work: `${work}: ratio`,
      value: other / one,
      unit: '',
      isQuality: false,
      bound: { most: SLOWEST_RATIO },
    },
  ];
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const since = performance.now();
  await work();
  return performance.now() - since;
}
