import type { Check } from '../contract/index.ts';
import { verifyModel } from '../embed/manifest.ts';
import { normaliseError } from '../lib/errors.ts';
import type { Calls } from '../lib/calls.ts';
import { diskPrivacy } from '../lib/disk-privacy.ts';
import { dateInWords, megabytesInWords } from '../lib/plain-words.ts';
import { markDamaged, setAsideBytes } from '../storage/damage.ts';
import { freeBytes, LEAST_FREE, type LibraryFiles } from '../storage/library-folder.ts';
import type { PersonStore } from '../storage/person.ts';
import type { ChosenModel, InstalledModel } from './models.ts';
import type { ReadHandlers } from './read-thread.ts';

export interface DoctorOptions {
  readonly calls: Calls<ReadHandlers>;
  readonly light: InstalledModel;
  readonly chosen: ChosenModel;
  readonly files: LibraryFiles;
  readonly person: PersonStore;
}

const MEGABYTE = 1_048_576;

/** Looks at versions, the disk, both databases, what is kept beside them, and every model's checksums. */
export async function examine({ calls, light, chosen, files, person }: DoctorOptions): Promise<Check[]> {
  return [
    { name: 'node', ok: true, detail: process.version },
    { name: 'library', ok: true, detail: files.folder },
    checkRoom(files),
    { name: 'privacy', ok: true, detail: diskPrivacy(files.folder) },
    await check('person.db', () => Promise.resolve(readPerson(person))),
    checkCopies(person),
    await check('index.db', () => readIndex(calls, files)),
    ...setAside(files),
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

function checkRoom({ folder }: LibraryFiles): Check {
  const free = freeBytes(folder);
  const ok = free >= LEAST_FREE;
  const told = `${Math.floor(free / MEGABYTE)} MB free on its disk`;
  const remedy = `; reading stops below ${LEAST_FREE / MEGABYTE} MB. Make room, then look again for changes.`;
  return { name: 'room', ok, detail: ok ? told : told + remedy };
}

function readPerson(person: PersonStore): string {
  const found = person.check();
  if (found === 'ok') return 'read whole and sound';
  throw new Error(
    `damaged (${found}). End the engine with \`inkling stop\` and start Inkling again: the newest good copy takes its place.`,
  );
}

/** Copies are made after every change; one that failed does not take back the change. */
function checkCopies({ copied, copyFailure }: PersonStore): Check {
  const name = 'copies of person.db';
  const newest = copied === null ? 'none yet' : `the newest is of ${dateInWords(copied)}`;
  if (copyFailure === null) return { name, ok: true, detail: newest };
  const remedy = 'Make room on the disk; the next change is copied.';
  return { name, ok: false, detail: `${newest}; the last one failed: ${copyFailure}. ${remedy}` };
}

async function readIndex(calls: Calls<ReadHandlers>, { index }: LibraryFiles): Promise<string> {
  const found = await calls.check(undefined);
  if (found === 'ok') return 'every page read and sound';
  markDamaged(index);
  throw new Error(
    `damaged (${found}). End the engine with \`inkling stop\` and start Inkling again: it is set aside and made anew from your files.`,
  );
}

/** A damaged index that is kept until the new one is whole. */
function setAside({ index }: LibraryFiles): Check[] {
  const bytes = setAsideBytes(index);
  if (bytes === 0) return [];
  const detail = `a damaged index is kept (${megabytesInWords(bytes)}) until the new one is whole`;
  return [{ name: 'index.db set aside', ok: true, detail }];
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
