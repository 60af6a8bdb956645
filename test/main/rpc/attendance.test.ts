import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { Attendance } from '../../../src-main/rpc/attendance.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function attended() {
  const onEmpty = vi.fn<() => void>();
  return { attendance: new Attendance(10_000, onEmpty), onEmpty };
}

test('ends after the grace time when nobody comes', () => {
  const { onEmpty } = attended();
  vi.advanceTimersByTime(9_999);
  expect(onEmpty).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(onEmpty).toHaveBeenCalledOnce();
});

test('counts from the last one to leave', () => {
  const { attendance, onEmpty } = attended();
  const leaveFirst = attendance.enter();
  const leaveSecond = attendance.enter();
  leaveFirst();
  leaveFirst();
  vi.advanceTimersByTime(60_000);
  expect(onEmpty).not.toHaveBeenCalled();
  leaveSecond();
  vi.advanceTimersByTime(10_000);
  expect(onEmpty).toHaveBeenCalledOnce();
});

test('who comes back within the grace time keeps it alive', () => {
  const { attendance, onEmpty } = attended();
  attendance.enter()();
  vi.advanceTimersByTime(9_000);
  attendance.enter();
  vi.advanceTimersByTime(60_000);
  expect(onEmpty).not.toHaveBeenCalled();
});

test('waits for nobody once closed', () => {
  const { attendance, onEmpty } = attended();
  attendance.close();
  attendance.enter()();
  vi.advanceTimersByTime(60_000);
  expect(onEmpty).not.toHaveBeenCalled();
});
