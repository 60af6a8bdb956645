import { createHash } from 'node:crypto';

import { InklingError } from '../lib/errors.ts';

/** Where a list goes on, good for the same arguments only: of others it would be another list. */
export function cursorAt(offset: number, asked: object): string {
  return Buffer.from(`${offset}.${fingerprint(asked)}`, 'utf8').toString('base64url');
}

/** @throws InklingError CURSOR_INVALID */
export function offsetOf(cursor: string | undefined, asked: object): number {
  if (cursor === undefined) return 0;
  const [, offset, print] =
    /^(\d{1,9})\.(\w+)$/.exec(Buffer.from(cursor, 'base64url').toString('utf8')) ?? [];
  if (offset !== undefined && print === fingerprint(asked)) return Number(offset);
  throw new InklingError('CURSOR_INVALID', {
    cause: 'This cursor does not belong to these arguments.',
    remedy:
      'Give nextCursor as the last answer had it, with the same arguments; or none, for the first page.',
  });
}

function fingerprint(asked: object): string {
  const entries = Object.entries(asked).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(entries)).digest('hex').slice(0, 16);
}
