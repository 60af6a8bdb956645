import type { Computer } from '../contract/index.ts';

/** What of Electron's powerMonitor is followed. */
export interface PowerMonitor {
  on(event: 'on-battery', listener: () => void): unknown;
  on(event: 'on-ac', listener: () => void): unknown;
  on(event: 'suspend', listener: () => void): unknown;
  on(event: 'resume', listener: () => void): unknown;
  off(event: 'on-battery', listener: () => void): unknown;
  off(event: 'on-ac', listener: () => void): unknown;
  off(event: 'suspend', listener: () => void): unknown;
  off(event: 'resume', listener: () => void): unknown;
  isOnBatteryPower(): boolean;
  /** Seconds since keyboard or mouse were used. */
  getSystemIdleTime(): number;
}

/** What an engine was told is good for half a minute. */
const TELL_EVERY_MILLISECONDS = 5_000;

/** Tells how the computer stands, at once when its power changes and every few seconds; answers how to end it. */
export function followComputer(monitor: PowerMonitor, tell: (computer: Computer) => void): () => void {
  let asleep = false;
  const now = (): void =>
    tell({
      onBattery: monitor.isOnBatteryPower(),
      idleSeconds: Math.max(0, monitor.getSystemIdleTime()),
      asleep,
    });
  const sleep = (is: boolean) => (): void => {
    asleep = is;
    now();
  };
  const [falls, wakes] = [sleep(true), sleep(false)];
  monitor.on('on-battery', now);
  monitor.on('on-ac', now);
  monitor.on('suspend', falls);
  monitor.on('resume', wakes);
  now();
  const timer = setInterval(now, TELL_EVERY_MILLISECONDS);
  return () => {
    clearInterval(timer);
    // One monitor serves every engine there will be.
    monitor.off('on-battery', now);
    monitor.off('on-ac', now);
    monitor.off('suspend', falls);
    monitor.off('resume', wakes);
  };
}
