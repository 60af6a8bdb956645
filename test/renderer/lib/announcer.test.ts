import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { Announcer } from '../../../src-renderer/lib/announcer.svelte.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('the latest message wins, one in two seconds; what is said also waits behind it', () => {
  const announcer = new Announcer();
  announcer.also('Ready.');
  vi.advanceTimersByTime(1);
  expect(announcer.message).toBe('Ready.');
  announcer.say('Lease: belongs.');
  announcer.say('Letter: belongs.');
  announcer.also('A better order is ready, press R.');
  vi.advanceTimersByTime(2000);
  expect(announcer.message).toBe('Letter: belongs. A better order is ready, press R.');
});
