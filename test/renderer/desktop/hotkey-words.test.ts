import { expect, test } from 'vitest';

import { hotkeyOf, hotkeyWords } from '../../../src-renderer/desktop/hotkey-words.ts';

function pressed(key: string, code: string, held: string) {
  const holds = (name: string): boolean => held.includes(name);
  return { key, code, ctrlKey: holds('C'), metaKey: holds('M'), altKey: holds('A'), shiftKey: holds('S') };
}

test.each([
  [pressed(' ', 'Space', 'CS'), 'Control+Shift+Space'],
  [pressed('j', 'KeyJ', 'CA'), 'Control+Alt+J'],
  [pressed('∆', 'KeyJ', 'A'), 'Alt+J'],
  [pressed('&', 'Digit1', 'M'), 'Meta+1'],
  [pressed('F5', 'F5', 'C'), 'Control+F5'],
  [pressed('ArrowUp', 'ArrowUp', 'A'), 'Alt+Up'],
])('keys that are pressed become those of the program: %#', (event, keys) => {
  expect(hotkeyOf(event)).toBe(keys);
});

test.each([
  ['a letter alone', pressed('j', 'KeyJ', '')],
  ['a capital', pressed('J', 'KeyJ', 'S')],
  ['a modifier alone', pressed('Control', 'ControlLeft', 'C')],
  ['a key that does something everywhere', pressed('Escape', 'Escape', 'C')],
])('%s is not enough', (_what, event) => {
  expect(hotkeyOf(event)).toBeNull();
});

test('they are said as the keyboard has them', () => {
  expect(hotkeyWords('CommandOrControl+Shift+Space', false)).toBe('Ctrl + Shift + Space');
  expect(hotkeyWords('CommandOrControl+Shift+Space', true)).toBe('Cmd + Shift + Space');
  expect(hotkeyWords('Control+Meta+K', false)).toBe('Ctrl + Win + K');
  expect(hotkeyWords('')).toBe('none');
});
