import type { Progress, Settings } from '../contract/index.ts';
import type { PersonStore } from '../storage/person.ts';

const DEFAULTS: Settings = {
  deepening: true,
  deepenOnBattery: false,
  pace: 'full',
  gitignore: false,
  theme: 'system',
};

/** Settings as they stand, defaults where nothing was chosen. */
export function readSettings(person: PersonStore): Settings {
  const theme = person.setting('theme');
  return {
    deepening: flag(person.setting('deepening'), DEFAULTS.deepening),
    deepenOnBattery: flag(person.setting('deepenOnBattery'), DEFAULTS.deepenOnBattery),
    pace: readPace(person),
    gitignore: flag(person.setting('gitignore'), DEFAULTS.gitignore),
    theme: theme === 'light' || theme === 'dark' ? theme : DEFAULTS.theme,
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
  return pace === 'gentle' || pace === 'idle' ? pace : DEFAULTS.pace;
}

/** What the person paused, as it was left. */
export function readPause(person: PersonStore): Progress['pause'] {
  const pause = person.setting('pause');
  return pause === 'deepening' || pause === 'all' ? pause : 'none';
}

export function writePause(person: PersonStore, what: Progress['pause']): void {
  person.changeSetting('pause', what);
}

/** The name of the model chosen for close reading; undefined where none was. */
export function readHeavyModel(person: PersonStore): string | undefined {
  return person.setting('heavyModel');
}

export function writeHeavyModel(person: PersonStore, name: string): void {
  person.changeSetting('heavyModel', name);
}

function flag(stored: string | undefined, otherwise: boolean): boolean {
  return stored === undefined ? otherwise : stored === 'true';
}
