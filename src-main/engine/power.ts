import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Whether this computer runs on its battery now. */
export type OnBattery = () => boolean;

/** Where Linux tells of batteries and mains; other systems have no such folder. */
const SUPPLIES = '/sys/class/power_supply';

/**
 * Linux: on its battery where one gives power and no mains does. Elsewhere nobody tells a plain process; false, unless
 * the host knows better.
 */
export function readOnBattery(folder: string = SUPPLIES): boolean {
  const supplies = namesIn(folder).map((name) => {
    const value = (file: string): string => readValue(join(folder, name, file));
    return { type: value('type'), scope: value('scope'), online: value('online'), status: value('status') };
  });
  const hasMains = supplies.some(({ type, online }) => type !== 'Battery' && online === '1');
  // A mouse has a battery of its own.
  const batteries = supplies.filter(({ type, scope }) => type === 'Battery' && scope !== 'Device');
  return !hasMains && batteries.some(({ status }) => status === 'Discharging');
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function readValue(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return '';
  }
}
