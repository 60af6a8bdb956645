import { httpClient, isRefusal, type Client, type HttpDoor } from './client.ts';
import { toFailure, type Failure } from './failure.ts';
import { httpPictures, type Pictures } from './pictures.ts';
import type { ShellClient } from './shell-door.ts';

export type Connection =
  | { kind: 'ready'; client: Client; pictures: Pictures; shell?: ShellClient }
  | { kind: 'expired' }
  | { kind: 'away'; failure: Failure };

/** The browser, as far as connecting needs it. */
export interface Place {
  location: Pick<Location, 'hash' | 'origin' | 'pathname' | 'search'>;
  history: Pick<History, 'replaceState'>;
  /** Of this tab only: a reload goes on, another tab needs its own code. */
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  fetch: typeof fetch;
}

const TOKEN_KEY = 'inkling.token';

/** The one-time code of the address, which is taken out of it at once. */
export function takeCode(place: Place): string | null {
  const code = place.location.hash.slice(1);
  if (code === '') return null;
  place.history.replaceState(null, '', place.location.pathname + place.location.search);
  return code;
}

/** Exchanges the code for a token, or goes on with the token of this tab. */
export async function connect(code: string | null, place: Place, onRefused: () => void): Promise<Connection> {
  try {
    const fresh = code === null ? null : await exchange(code, place);
    const token = fresh ?? place.storage.getItem(TOKEN_KEY);
    if (token === null) return { kind: 'expired' };
    place.storage.setItem(TOKEN_KEY, token);
    const door = doorFor(token, place, onRefused);
    return { kind: 'ready', client: httpClient(door), pictures: httpPictures(door) };
  } catch (error) {
    return { kind: 'away', failure: toFailure(error) };
  }
}

function doorFor(token: string, place: Place, onRefused: () => void): HttpDoor {
  return {
    origin: place.location.origin,
    token,
    fetch: place.fetch,
    onRefused: () => {
      place.storage.removeItem(TOKEN_KEY);
      onRefused();
    },
  };
}

async function exchange(code: string, place: Place): Promise<string | null> {
  const response = await place.fetch(`${place.location.origin}/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code }),
  });
  if (isRefusal(response)) return null;
  if (!response.ok) throw new Error(`The host answered ${response.status}.`);
  return parseToken(await response.json());
}

function parseToken(body: unknown): string | null {
  const token = (body as { token?: unknown } | null)?.token;
  return typeof token === 'string' && token !== '' ? token : null;
}
