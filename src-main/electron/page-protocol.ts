import { PAGE_HEADERS } from '../lib/page-headers.ts';
import type { PageFiles } from '../lib/page-files.ts';
import { encodeError, engineGone } from '../rpc/errors.ts';
import { fetchPicture, PICTURE_PATH } from '../rpc/socket-client.ts';
import type { Electron } from './electron.ts';
import { isOurs, PAGE_SCHEME } from './names.ts';

/** What is asked of a picture is a path and two numbers. */
const LONGEST_ASKED = 16_384;
const NOT_FOUND = 404;
const NOT_ALLOWED = 405;
const TOO_LONG = 413;
const GONE = 502;

/** Before Electron is ready. The page is of an origin of its own, as secure as https, and may fetch from it. */
export function registerPageScheme({ protocol }: Pick<Electron, 'protocol'>): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true };
  protocol.registerSchemesAsPrivileged([{ scheme: PAGE_SCHEME, privileges }]);
}

export interface PageSource {
  readonly files: PageFiles;
  /** The socket of the engine that runs now. */
  readonly socket: () => string | null;
}

/** Answers what the page's own scheme is asked for: its files, and pictures of documents. No file: anywhere. */
export function servePage({ protocol }: Pick<Electron, 'protocol'>, source: PageSource): void {
  protocol.handle(PAGE_SCHEME, (request) => answer(request, source));
}

async function answer(request: Request, { files, socket }: PageSource): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (!isOurs(request.url)) return respond(null, NOT_FOUND);
  if (pathname === PICTURE_PATH) return answerPicture(request, socket());
  if (request.method !== 'GET') return respond(null, NOT_ALLOWED);
  const file = files.get(pathname);
  if (file === undefined) return respond(null, NOT_FOUND);
  return respond(new Uint8Array(file.bytes), 200, { 'content-type': file.type });
}

async function answerPicture(request: Request, socket: string | null): Promise<Response> {
  if (request.method !== 'POST') return respond(null, NOT_ALLOWED);
  const asked = await request.text();
  if (asked.length > LONGEST_ASKED) return respond(null, TOO_LONG);
  if (socket === null) return gone();
  const { signal } = request;
  const headers = { 'content-type': 'application/json' };
  const drawn = await fetchPicture(socket, { method: 'POST', headers, body: asked, signal }).catch(
    () => null,
  );
  if (drawn === null) return gone();
  const type = drawn.headers.get('content-type') ?? 'application/octet-stream';
  return respond(await drawn.arrayBuffer(), drawn.status, { 'content-type': type });
}

/** As a failed call, so that the page reads one kind of error. */
function gone(): Response {
  const body = JSON.stringify({ json: encodeError(engineGone()).toJSON() });
  return respond(body, GONE, { 'content-type': 'application/json' });
}

type Body = ConstructorParameters<typeof Response>[0];

function respond(body: Body, status: number, headers: Record<string, string> = {}): Response {
  return new Response(body, { status, headers: { ...PAGE_HEADERS, ...headers } });
}
