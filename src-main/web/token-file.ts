import { readFileSync, statSync, writeFileSync } from 'node:fs';

import { InklingError } from '../lib/errors.ts';
import { ProgramToken } from './token.ts';

const TOKEN = /^[\w-]{24,128}$/;
const OWNER_ONLY = 0o600;
const OTHERS = 0o077;

/**
 * The token that stands in a file, or a new one, written into it so that nobody else may read it.
 * @throws InklingError TOKEN_FILE_OPEN, TOKEN_FILE_INVALID, TOKEN_FILE_UNUSABLE
 */
export function tokenFrom(file: string): ProgramToken {
  try {
    return readToken(file) ?? writeToken(file);
  } catch (thrown) {
    if (thrown instanceof InklingError) throw thrown;
    throw new InklingError('TOKEN_FILE_UNUSABLE', {
      cause: `The token file cannot be used: ${thrown instanceof Error ? thrown.message : String(thrown)}`,
      remedy: 'Give a file in a folder of yours.',
    });
  }
}

function readToken(file: string): ProgramToken | null {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined) return null;
  if (process.platform !== 'win32' && (found.mode & OTHERS) !== 0)
    throw new InklingError('TOKEN_FILE_OPEN', {
      cause: 'Others on this computer may read the token file.',
      remedy: `Take that from them with: chmod 600 ${file}`,
    });
  const text = readFileSync(file, 'utf8').trim();
  if (TOKEN.test(text)) return new ProgramToken(text);
  throw new InklingError('TOKEN_FILE_INVALID', {
    cause: 'The token file holds something else than a token.',
    remedy: 'Give a file that is not there yet: a token is written into it.',
  });
}

function writeToken(file: string): ProgramToken {
  const token = ProgramToken.make();
  writeFileSync(file, `${token.text}\n`, { mode: OWNER_ONLY, flag: 'wx' });
  return token;
}
