import type { Computer } from '../contract/index.ts';

/** What of Electron's powerMonitor is followed. */
export interface PowerMonitor {
  on(event: 'on-battery', listener: () => void): unknown;
  on(event: 'on-ac', listener: () => void): unknown;
  on(event: 'suspend', listener: () => void): unknown;
  on(event: 'resume', listener: () => void): unknown;
  isOnBatteryPower(): boolean;
  /** Seconds since keyboard or mouse were used. */
  getSystemIdleTime(): number;
}

/** What an engine was told is good for half a minute. */
const TELL_EVERY_MILLISECONDS = 5_000;

/** Tells how the computer stands, at once when its power changes and every few seconds; answers how to end it. */
export function followComputer(monitor: PowerMonitor, tell: (computer: Computer) => void): () => void {
  let asleep = false;
  let hasEnded = false;
  const now = (): void => {
    if (hasEnded) return;
    tell({
      onBattery: monitor.isOnBatteryPower(),
      idleSeconds: Math.max(0, monitor.getSystemIdleTime()),
      asleep,
    });
  };
  const sleep = (is: boolean) => (): void => {
    asleep = is;
    now();
  };
  monitor.on('on-battery', now);
  monitor.on('on-ac', now);
  monitor.on('suspend', sleep(true));
  monitor.on('resume', sleep(false));
  now();
  const timer = setInterval(now, TELL_EVERY_MILLISECONDS);
  return () => {
    hasEnded = true;
    clearInterval(timer);
  };
}
