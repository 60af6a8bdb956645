import type { Notice } from '../contract/index.ts';
import { dateInWords, megabytesInWords } from '../lib/plain-words.ts';
import type { PersonRecovery } from '../storage/person-database.ts';
import type { PersonStore } from '../storage/person.ts';

/** The setting they are kept under: what happened at one start is still told at the next. */
const SETTING = 'notices';

/** The damaged index is kept, until it is not. */
export const SET_ASIDE = 'INDEX_SET_ASIDE';

/** A move that failed. */
const NOT_MOVED = 'LIBRARY_NOT_MOVED';

/** What happened to the library and the person should know, until they say that they do. No path stands in it. */
export class Notices {
  readonly #person: PersonStore;

  constructor(person: PersonStore) {
    this.#person = person;
  }

  all(): Notice[] {
    return parseNotices(this.#person.setting(SETTING) ?? '[]');
  }

  /** Takes the place of an earlier one of the same code. */
  tell(notice: Notice): void {
    this.#keep([...this.all().filter(({ code }) => code !== notice.code), notice]);
  }

  /** Answers with those that are left. */
  dismiss(code: string): Notice[] {
    this.#keep(this.all().filter((notice) => notice.code !== code));
    return this.all();
  }

  #keep(notices: readonly Notice[]): void {
    if (notices.length === 0) this.#person.dropSetting(SETTING);
    else this.#person.changeSetting(SETTING, JSON.stringify(notices));
  }
}

function parseNotices(stored: string): Notice[] {
  try {
    const list: unknown = JSON.parse(stored);
    return Array.isArray(list) ? list.filter(isNotice) : [];
  } catch {
    return [];
  }
}

function isNotice(value: unknown): value is Notice {
  if (typeof value !== 'object' || value === null) return false;
  const { code, cause, remedy, time } = value as Partial<Record<keyof Notice, unknown>>;
  return [code, cause, remedy].every((text) => typeof text === 'string') && typeof time === 'number';
}

export function personRestored({ from, damaged }: PersonRecovery, time: number = Date.now()): Notice {
  const what = damaged === null ? 'was missing' : 'was damaged';
  const kept = damaged === null ? '' : ` The damaged file is kept in the library as ${damaged}.`;
  return {
    code: 'PERSON_RESTORED',
    cause: `The file with your folders, settings and saved searches ${what}; the copy of ${dateInWords(from)} has taken its place.${kept}`,
    remedy: 'Look at your folders and saved searches: what you changed later is not among them.',
    time,
  };
}

/** @param bytes that the damaged index takes until the new one is whole */
export function indexSetAside(bytes: number, time: number = Date.now()): Notice {
  return {
    code: SET_ASIDE,
    cause: `The index was damaged and is being made anew from your files; your folders, settings and saved searches are as they were. The damaged one is kept until then and takes ${megabytesInWords(bytes)}.`,
    remedy:
      'Searches find more as files are read. Documents you gave a password for need it again. If it happens again, have the disk checked.',
    time,
  };
}

export function indexRebuilt(since: number, time: number = Date.now()): Notice {
  return {
    code: 'INDEX_REBUILT',
    cause: `The index was found damaged on ${dateInWords(since)} and has been made anew from your files.`,
    remedy: 'Documents you gave a password for need it again. If it happens again, have the disk checked.',
    time,
  };
}

/** What the system said of a file may name it: the person asked for this folder. */
export function notMoved(reason: string, time: number = Date.now()): Notice {
  return {
    code: NOT_MOVED,
    cause: `The library was not moved: ${reason}`,
    remedy: 'It is whole where it was. Move it again once that is mended, or to another folder.',
    time,
  };
}
