import { PICTURE_PATH, RPC_PREFIX } from '../rpc/socket-client.ts';

/** The one page of this host asks with small JSON; anything longer is not ours. */
const BODY_BYTES = 1024 * 1024;

/** What of a request decides whether it is answered. */
export interface Asked {
  readonly method: string | undefined;
  /** As it stands in the request line. */
  readonly target: string | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

export interface Grounds {
  readonly port: number;
  readonly accepts: (token: string) => boolean;
}

export type Verdict =
  | { readonly kind: 'page' | 'token' | 'rpc'; readonly path: string }
  | { readonly kind: 'refused'; readonly status: number; readonly code: string };

const RPC_PATH = new RegExp(`^${RPC_PREFIX}/[A-Za-z]+/[A-Za-z]+$`);
const TOKEN_PATH = '/token';
const BEARER = /^Bearer ([\w-]{1,128})$/;

/**
 * A page of another site, a name that was rebound to this machine, and another program on it are all refused:
 *
 *   Host is ours → Origin, if any, is the same → page: GET, no secret in it
 *                                             → token: POST, same site, JSON, small
 *                                             → rpc:   the same, and a token; a picture is asked for so too
 */
export function judge(asked: Asked, grounds: Grounds): Verdict {
  const path = pathOf(asked);
  const stranger = judgeSender(asked, grounds);
  if (stranger !== null) return stranger;
  if (path === TOKEN_PATH) return judgeCall(asked) ?? { kind: 'token', path };
  if (!isCall(path)) return judgePage(asked, path);
  return judgeCall(asked) ?? judgeToken(asked, grounds) ?? { kind: 'rpc', path };
}

const READING: ReadonlySet<string | undefined> = new Set(['GET', 'HEAD', 'DELETE']);

/**
 * The same for programs of the person's, which were given a token for good: nothing is answered without it.
 * @returns `rpc` for whatever may be answered
 */
export function judgeProgram(asked: Asked, grounds: Grounds): Verdict {
  const refusal =
    judgeSender(asked, grounds) ??
    judgeBearer(asked, grounds) ??
    (READING.has(asked.method) ? null : judgeCall(asked));
  return refusal ?? { kind: 'rpc', path: pathOf(asked) };
}

/** A name that was rebound to this machine, a page of another site. */
function judgeSender(asked: Asked, { port }: Grounds): Verdict | null {
  const { host, origin } = asked.headers;
  if (!isOurs(host, port)) return refused(403, 'HOST_REFUSED');
  if (origin !== undefined && origin !== `http://${host}`) return refused(403, 'ORIGIN_REFUSED');
  return pathOf(asked).startsWith('/') ? null : refused(400, 'TARGET_REFUSED');
}

function pathOf({ target }: Asked): string {
  return (target ?? '').split('?', 1)[0] ?? '';
}

function isOurs(host: unknown, port: number): host is string {
  return host === `127.0.0.1:${port}` || host === `localhost:${port}`;
}

function isCall(path: string): boolean {
  return path === PICTURE_PATH || path === RPC_PREFIX || path.startsWith(`${RPC_PREFIX}/`);
}

function judgePage({ method }: Asked, path: string): Verdict {
  return method === 'GET' || method === 'HEAD' ? { kind: 'page', path } : refused(405, 'METHOD_REFUSED');
}

/** A form or an image of another site can neither send JSON nor a header of its own. */
function judgeCall({ method, headers }: Asked): Verdict | null {
  if (method !== 'POST') return refused(405, 'METHOD_REFUSED');
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return refused(403, 'SITE_REFUSED');
  const [type] = String(headers['content-type'] ?? '').split(';', 1);
  if (type !== 'application/json') return refused(415, 'TYPE_REFUSED');
  // The parser holds a sender to the length it announced.
  if (headers['content-length'] === undefined) return refused(411, 'LENGTH_REQUIRED');
  return Number(headers['content-length']) <= BODY_BYTES ? null : refused(413, 'BODY_TOO_LARGE');
}

function judgeToken(asked: Asked, grounds: Grounds): Verdict | null {
  const { target } = asked;
  if (target !== PICTURE_PATH && !RPC_PATH.test(target ?? '')) return refused(404, 'CALL_UNKNOWN');
  return judgeBearer(asked, grounds);
}

function judgeBearer({ headers }: Asked, { accepts }: Grounds): Verdict | null {
  const [, token] = BEARER.exec(String(headers['authorization'] ?? '')) ?? [];
  return token !== undefined && accepts(token) ? null : refused(401, 'TOKEN_REQUIRED');
}

function refused(status: number, code: string): Verdict {
  return { kind: 'refused', status, code };
}
