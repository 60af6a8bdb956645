import {
  chmodSync,
  closeSync,
  fsyncSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';

import type { WriteConnection } from './connection.ts';
import { examinePerson } from './person-soundness.ts';

/** Files of each kind that are kept: copies of a day, copies before a migration, damaged files. */
const KEPT = 5;

/** A file beside person.db. */
export interface PersonCopy {
  readonly file: string;
  /** Milliseconds since 1970: when it held everything the person had made. */
  readonly time: number;
}

/** What is kept beside person.db: one copy of each of the last five days it changed, and those of migrations. */
export class PersonCopies {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  /** Every copy, newest first; whether one is good is seen when it is needed. */
  all(): PersonCopy[] {
    return [...this.#named('.copy-'), ...this.#named('.before-')].toSorted(newestFirst);
  }

  /** Takes the place of the day's earlier copy. It is looked at before it counts: damage must not drive out a good one. */
  make(connection: WriteConnection, now: Date = new Date()): void {
    const made = `${this.#file}.copying`;
    rmSync(made, { force: true });
    try {
      connection.prepare<[string], never>('VACUUM INTO ?').run(made);
      if (examinePerson(made) !== 'sound') return;
      chmodSync(made, 0o600);
      settleOnDisk(made);
      renameSync(made, `${this.#file}.copy-${now.toISOString().slice(0, 10)}`);
    } finally {
      rmSync(made, { force: true });
    }
    this.#keepNewest('.copy-');
  }

  /** Takes person.db out of the way with its log; answers with its new name. */
  setAside(now: Date = new Date()): string {
    const aside = `${this.#file}.damaged-${now.getTime()}`;
    for (const companion of ['', '-wal']) moveIfThere(`${this.#file}${companion}`, `${aside}${companion}`);
    rmSync(`${this.#file}-shm`, { force: true });
    this.#keepNewest('.damaged-');
    return basename(aside);
  }

  /** Everything kept beside person.db goes, as where a folder is forgotten, and one new copy is made. */
  makeAnew(connection: WriteConnection): void {
    for (const mark of ['.copy-', '.before-', '.damaged-', '.restoring', '.copying'])
      for (const { file } of this.#named(mark)) rmSync(file, { force: true });
    this.make(connection);
  }

  /** Old ones of a migration go like all others. */
  dropOldOfMigrations(): void {
    this.#keepNewest('.before-');
  }

  #named(mark: string): PersonCopy[] {
    const folder = dirname(this.#file);
    return readdirSync(folder)
      .filter((name) => name.startsWith(`${basename(this.#file)}${mark}`))
      .map((name) => join(folder, name))
      .map((file) => ({ file, time: statSync(file).mtimeMs }));
  }

  #keepNewest(mark: string): void {
    const files = this.#named(mark).filter(({ file }) => !file.endsWith('-wal'));
    for (const { file } of files.toSorted(newestFirst).slice(KEPT)) {
      for (const companion of ['', '-wal']) rmSync(`${file}${companion}`, { force: true });
    }
  }
}

function newestFirst(left: PersonCopy, right: PersonCopy): number {
  return right.time - left.time || (right.file < left.file ? -1 : 1);
}

function moveIfThere(from: string, to: string): void {
  if (statSync(from, { throwIfNoEntry: false }) !== undefined) renameSync(from, to);
}

/** A rename may reach the disk before what was written. */
export function settleOnDisk(file: string): void {
  const descriptor = openSync(file, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
