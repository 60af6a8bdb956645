import { ORPCError } from '@orpc/client';

import { isRefusal, type HttpDoor } from './client.ts';
import type { PictureInput } from './types.ts';

/** A picture that can be shown until it is released. */
export interface Picture {
  readonly url: string;
  release(): void;
}

/** Where pictures come from, beside the calls: another door behind another shell. Fails as a call does. */
export interface Pictures {
  open(input: PictureInput, signal: AbortSignal): Promise<Picture>;
}

/** Fetched with the token, for an address of a picture could carry none, and shown out of this tab's own memory. */
export function httpPictures(door: Omit<HttpDoor, 'token'> & { token: string | null }): Pictures {
  return {
    open: async (input, signal) => {
      const response = await door.fetch(`${door.origin}/picture`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(door.token !== null && { authorization: `Bearer ${door.token}` }),
        },
        body: JSON.stringify(input),
        signal,
      });
      if (isRefusal(response)) door.onRefused();
      if (!response.ok) throw parseError(await response.json().catch(() => null));
      const url = URL.createObjectURL(await response.blob());
      return { url, release: () => URL.revokeObjectURL(url) };
    },
  };
}

/** A shell that brings none: documents are read as text. */
export const NO_PICTURES: Pictures = {
  open: () =>
    Promise.reject(
      new ORPCError('PAGE_NOT_DRAWN', {
        data: { code: 'PAGE_NOT_DRAWN', cause: 'Pages are not drawn here.', remedy: 'Their text is here.' },
      }),
    ),
};

function parseError(body: unknown): ORPCError<string, unknown> {
  const { json } = (body ?? {}) as { json?: { data?: { code?: unknown } } };
  const code = json?.data?.code;
  return new ORPCError(typeof code === 'string' ? code : 'UNKNOWN', { data: json?.data });
}
