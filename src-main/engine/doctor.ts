import type { Check } from '../contract/index.ts';
import { verifyModel } from '../embed/manifest.ts';
import { normaliseError } from '../lib/errors.ts';
import type { Calls } from '../lib/calls.ts';
import type { InstalledModel } from './models.ts';
import type { ReadHandlers } from './read-thread.ts';

export interface DoctorOptions {
  readonly calls: Calls<ReadHandlers>;
  readonly models: readonly InstalledModel[];
  readonly library: string;
}

/** Looks at versions, both databases and every model's checksums. */
export async function examine({ calls, models, library }: DoctorOptions): Promise<Check[]> {
  return [
    { name: 'node', ok: true, detail: process.version },
    { name: 'library', ok: true, detail: library },
    await check('index.db', async () => {
      const found = await calls.check(undefined);
      if (found !== 'ok') throw new Error(found);
      return 'sound';
    }),
    ...(await Promise.all(
      models.map(({ folder, manifest, key }) =>
        check(`model ${key}`, () => {
          verifyModel(folder, manifest);
          return Promise.resolve('checksums hold');
        }),
      ),
    )),
  ];
}

async function check(name: string, look: () => Promise<string>): Promise<Check> {
  try {
    return { name, ok: true, detail: await look() };
  } catch (thrown) {
    return { name, ok: false, detail: normaliseError(thrown).message };
  }
}
