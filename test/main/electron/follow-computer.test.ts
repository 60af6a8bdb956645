import { EventEmitter } from 'node:events';

import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { followComputer } from '../../../src-main/electron/follow-computer.ts';
import { FakeEngine } from '../../helpers/fake-engine.ts';
import { routerClient } from '../../helpers/router-client.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A stand-in for Electron's powerMonitor. */
class Monitor extends EventEmitter {
  battery = false;
  idle = 0;

  isOnBatteryPower(): boolean {
    return this.battery;
  }

  getSystemIdleTime(): number {
    return this.idle;
  }
}

test('an engine hears of battery and sleep at once, and every few seconds how long nobody was there', async () => {
  const engine = new FakeEngine();
  const client = routerClient(engine);
  const monitor = new Monitor();
  const end = followComputer(monitor, (computer) => void client.engine.computer(computer));
  const heard = async (milliseconds = 1) => {
    await vi.advanceTimersByTimeAsync(milliseconds);
    return engine.computers.splice(0);
  };
  expect(await heard()).toEqual([{ onBattery: false, idleSeconds: 0, asleep: false }]);
  monitor.battery = true;
  monitor.emit('on-battery');
  expect(await heard()).toEqual([{ onBattery: true, idleSeconds: 0, asleep: false }]);
  monitor.emit('suspend');
  expect(await heard()).toEqual([{ onBattery: true, idleSeconds: 0, asleep: true }]);
  monitor.battery = false;
  monitor.emit('on-ac');
  monitor.emit('resume');
  expect((await heard()).at(-1)).toEqual({ onBattery: false, idleSeconds: 0, asleep: false });
  monitor.idle = 130;
  expect(await heard(5_000)).toEqual([{ onBattery: false, idleSeconds: 130, asleep: false }]);
  end();
  expect(monitor.eventNames()).toEqual([]);
  monitor.emit('suspend');
  expect(await heard(60_000)).toEqual([]);
});
