import type { Check } from '../contract/index.ts';
import { verifyModel } from '../embed/manifest.ts';
import { normaliseError } from '../lib/errors.ts';
import type { Calls } from '../lib/calls.ts';
import type { ChosenModel, InstalledModel } from './models.ts';
import type { ReadHandlers } from './read-thread.ts';

export interface DoctorOptions {
  readonly calls: Calls<ReadHandlers>;
  readonly light: InstalledModel;
  readonly chosen: ChosenModel;
  readonly library: string;
}

/** Looks at versions, both databases and every model's checksums. */
export async function examine({ calls, light, chosen, library }: DoctorOptions): Promise<Check[]> {
  return [
    { name: 'node', ok: true, detail: process.version },
    { name: 'library', ok: true, detail: library },
    await check('index.db', async () => {
      const found = await calls.check(undefined);
      if (found !== 'ok') throw new Error(found);
      return 'sound';
    }),
    ...(await Promise.all(
      [light, chosen.heavy].map(({ folder, manifest, key }) =>
        check(`model ${key}`, async () => {
          await verifyModel(folder, manifest);
          return 'checksums hold';
        }),
      ),
    )),
    ...missed(chosen),
  ];
}

/** A chosen model that could not be had at the start, and what reads in its place. */
function missed({ heavy, fault }: ChosenModel): Check[] {
  if (fault === null) return [];
  const { message, remedy } = fault.error;
  const detail = `${message} ${heavy.manifest.name} reads in its place. ${remedy}`;
  return [{ name: `model ${fault.name}`, ok: false, detail }];
}

async function check(name: string, look: () => Promise<string>): Promise<Check> {
  try {
    return { name, ok: true, detail: await look() };
  } catch (thrown) {
    return { name, ok: false, detail: normaliseError(thrown).message };
  }
}
