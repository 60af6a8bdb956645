import { join } from 'node:path';

import { InklingError } from '../../src-main/lib/errors.ts';
import { runEngine } from '../../src-main/rpc/run-engine.ts';
import { lockLibrary } from '../../src-main/storage/lock.ts';
import { FakeEngine } from './fake-engine.ts';

/** An engine process as hosts start it, with the real lock and no databases. */
await runEngine(async ({ library }) => {
  if (library.includes('refused'))
    throw new InklingError('LIBRARY_NEWER', { cause: 'Newer.', remedy: 'Update.' });
  if (library.includes('burst')) throw new TypeError(`cannot read ${library}/secret.txt`);
  const lock = lockLibrary(join(library, 'library.lock'));
  const engine = new FakeEngine();
  return Object.assign(engine, { close: async () => lock.release() });
}, process.argv.slice(2));
