import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';

import { createServer, type ViteDevServer } from 'vite';

import { writeFiles } from '../../test/helpers/made-corpus.ts';
import { CLI, ROOT } from '../setup/program.mjs';
import { demoDocuments } from './demo-documents.ts';

/**
 * npm run dev [-- FOLDER]: the page as its source stands, anew with every change, on a real engine; of documents that
 * are made where no folder is named. What it keeps lies in FOLDER, else in out/demo. Ctrl-C ends all of it.
 *
 *   browser ── page, modules, changes ──▶ Vite ── /rpc /token /picture ──▶ `inkling open` ──▶ engine
 */
const folder = process.argv[2] ?? `${ROOT}/out/demo`;
const [library, documents] = [`${folder}/library`, `${folder}/documents`];
const LOOPBACK = '127.0.0.1';
/** What the host answers; everything else is the page. */
const CALLS = ['/rpc', '/token', '/picture'];

if (!existsSync(documents)) await writeFiles(documents, demoDocuments());
const interrupted = Promise.race(['SIGINT', 'SIGTERM'].map((signal) => once(process, signal)));
const host = startHost();
const ended = once(host, 'exit');
// However this process ends, it leaves no engine behind.
process.once('exit', () => host.kill('SIGINT'));
const url = await Promise.race([readyUrl(host), ended.then(() => null)]);
const server = url === null ? null : await serve(new URL(url));
if (server !== null) await Promise.race([interrupted, ended]);
await server?.close();
host.kill('SIGINT');
const [code] = await ended;
process.exit(server === null ? Number(code) || 1 : 0);

/** In a group of its own: Ctrl-C reaches it once, from here, after the page was let go. */
function startHost(): ChildProcess {
  const argv = [CLI, 'open', '--no-browser', '--library', library, documents];
  return spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'inherit'], detached: true });
}

async function readyUrl({ stdout }: ChildProcess): Promise<string | null> {
  if (stdout === null) return null;
  for await (const line of createInterface({ input: stdout })) {
    const [, address] = /^ready (\S+)$/.exec(line) ?? [];
    if (address !== undefined) return address;
  }
  return null;
}

async function serve({ origin, hash }: URL): Promise<ViteDevServer> {
  // The host answers its own page alone: to it every call comes from there.
  const onward = { target: origin, changeOrigin: true, headers: { origin } };
  const made = await createServer({
    configFile: `${ROOT}/vite.config.ts`,
    clearScreen: false,
    server: {
      host: LOOPBACK,
      strictPort: false,
      proxy: Object.fromEntries(CALLS.map((path) => [path, onward])),
    },
  });
  await made.listen();
  const address = made.resolvedUrls?.local[0] ?? '';
  console.log(`ready ${address}${hash}`);
  return made;
}
