import type { Progress, Settings } from '../contract/index.ts';
import { FIRST_LANGUAGE, installedLanguages } from '../files/recognition-data.ts';
import type { PersonStore } from '../storage/person.ts';

/** Where nothing was chosen. */
export const DEFAULT_SETTINGS: Settings = {
  deepening: true,
  deepenOnBattery: false,
  pace: 'full',
  gitignore: false,
  leaveOut: '',
  theme: 'system',
  density: 'comfortable',
  textSize: 'normal',
  dimPages: true,
  letterKeys: true,
  recognition: 'idle',
  recognitionLanguages: [FIRST_LANGUAGE],
  history: true,
};

/** Settings as they stand, defaults where nothing was chosen. */
export function readSettings(person: PersonStore): Settings {
  const recognition = person.setting('recognition');
  return {
    deepening: flag(person.setting('deepening'), DEFAULT_SETTINGS.deepening),
    deepenOnBattery: flag(person.setting('deepenOnBattery'), DEFAULT_SETTINGS.deepenOnBattery),
    pace: readPace(person),
    gitignore: flag(person.setting('gitignore'), DEFAULT_SETTINGS.gitignore),
    leaveOut: person.setting('leaveOut') ?? DEFAULT_SETTINGS.leaveOut,
    theme: oneOf(person.setting('theme'), ['light', 'dark'], DEFAULT_SETTINGS.theme),
    density: oneOf(person.setting('density'), ['dense'], DEFAULT_SETTINGS.density),
    textSize: oneOf(person.setting('textSize'), ['small', 'large', 'largest'], DEFAULT_SETTINGS.textSize),
    dimPages: flag(person.setting('dimPages'), DEFAULT_SETTINGS.dimPages),
    letterKeys: flag(person.setting('letterKeys'), DEFAULT_SETTINGS.letterKeys),
    recognition: recognition === 'off' || recognition === 'on' ? recognition : DEFAULT_SETTINGS.recognition,
    recognitionLanguages: languages(person.setting('recognitionLanguages')),
    history: readHistory(person),
  };
}

export function writeSettings(person: PersonStore, change: Partial<Settings>): void {
  for (const [name, value] of Object.entries(change)) {
    if (value !== undefined) person.changeSetting(name, String(value));
  }
}

/** Asked often: one look-up, not one a setting. */
export function readPace(person: PersonStore): Settings['pace'] {
  const pace = person.setting('pace');
  return pace === 'gentle' || pace === 'idle' ? pace : DEFAULT_SETTINGS.pace;
}

export function readHistory(person: PersonStore): boolean {
  return flag(person.setting('history'), DEFAULT_SETTINGS.history);
}

/** The languages of words in pictures as they are stored beside them. */
export function readJoinedLanguages(person: PersonStore): string {
  return languages(person.setting('recognitionLanguages')).join('+');
}

/** What the person paused, as it was left. */
export function readPause(person: PersonStore): Progress['pause'] {
  const pause = person.setting('pause');
  return pause === 'deepening' || pause === 'all' ? pause : 'none';
}

/** When the pause ends by itself. */
export function readPausedUntil(person: PersonStore): Progress['pausedUntil'] {
  const until = person.setting('pausedUntil') ?? '';
  if (until === 'power') return until;
  return until === '' ? null : Number(until);
}

export function writePause(
  person: PersonStore,
  what: Progress['pause'],
  until: Progress['pausedUntil'],
): void {
  person.changeSetting('pause', what);
  if (until === null) person.dropSetting('pausedUntil');
  else person.changeSetting('pausedUntil', String(until));
}

/** The name of the model chosen for close reading; undefined where none was. */
export function readHeavyModel(person: PersonStore): string | undefined {
  return person.setting('heavyModel');
}

export function writeHeavyModel(person: PersonStore, name: string): void {
  person.changeSetting('heavyModel', name);
}

/** The name of the model before the chosen one, until all it read is read anew; undefined where no change goes on. */
export function readLeavingModel(person: PersonStore): string | undefined {
  return person.setting('leavingModel');
}

export function writeLeavingModel(person: PersonStore, name: string | undefined): void {
  if (name === undefined) person.dropSetting('leavingModel');
  else person.changeSetting('leavingModel', name);
}

/** Those chosen whose data is still installed. */
function languages(stored: string | undefined): string[] {
  const installed = installedLanguages();
  const chosen = (stored ?? '').split(',').filter((language) => installed.includes(language));
  return chosen.length > 0 ? [...new Set(chosen)] : DEFAULT_SETTINGS.recognitionLanguages;
}

function oneOf<Value extends string>(
  stored: string | undefined,
  others: readonly Value[],
  otherwise: Value,
): Value {
  return others.find((value) => value === stored) ?? otherwise;
}

function flag(stored: string | undefined, otherwise: boolean): boolean {
  return stored === undefined ? otherwise : stored === 'true';
}
