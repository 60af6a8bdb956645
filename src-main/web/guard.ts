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
  const { host, origin } = asked.headers;
  if (!isOurs(host, grounds.port)) return refused(403, 'HOST_REFUSED');
  if (origin !== undefined && origin !== `http://${host}`) return refused(403, 'ORIGIN_REFUSED');
  const [path = ''] = (asked.target ?? '').split('?', 1);
  if (!path.startsWith('/')) return refused(400, 'TARGET_REFUSED');
  if (path === TOKEN_PATH) return judgeCall(asked) ?? { kind: 'token', path };
  if (!isCall(path)) return judgePage(asked, path);
  return judgeCall(asked) ?? judgeToken(asked, grounds) ?? { kind: 'rpc', path };
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

function judgeToken({ target, headers }: Asked, { accepts }: Grounds): Verdict | null {
  if (target !== PICTURE_PATH && !RPC_PATH.test(target ?? '')) return refused(404, 'CALL_UNKNOWN');
  const [, token] = BEARER.exec(String(headers['authorization'] ?? '')) ?? [];
  return token !== undefined && accepts(token) ? null : refused(401, 'TOKEN_REQUIRED');
}

function refused(status: number, code: string): Verdict {
  return { kind: 'refused', status, code };
}
