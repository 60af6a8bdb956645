const KEYS: Readonly<Record<string, string>> = {
  ' ': 'Space',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
};
/** Keys that do something else in every program, or stand alone. */
const NAMED = /^(F([1-9]|1\d|2[0-4])|Home|End|PageUp|PageDown|Insert)$/;

/** The keys that are held, in the program's own words; null where they are not enough, or none it can have. */
export function hotkeyOf(
  event: Pick<KeyboardEvent, 'code' | 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>,
): string | null {
  const key = keyOf(event);
  const { ctrlKey, metaKey, altKey, shiftKey } = event;
  if (key === null || !(ctrlKey || metaKey || altKey)) return null;
  const held = [ctrlKey && 'Control', metaKey && 'Meta', altKey && 'Alt', shiftKey && 'Shift'];
  return [...held.filter((name) => name !== false), key].join('+');
}

/** With Alt or Shift a key may give another sign: what counts is which one it is. */
function keyOf({ code, key }: Pick<KeyboardEvent, 'code' | 'key'>): string | null {
  const letter = /^(?:Key([A-Z])|Digit(\d))$/.exec(code);
  if (letter !== null) return letter[1] ?? letter[2] ?? null;
  return KEYS[key] ?? (NAMED.test(key) ? key : null);
}

/** As a person reads them. */
export function hotkeyWords(keys: string, isMac = navigator.platform.startsWith('Mac')): string {
  if (keys === '') return 'none';
  return keys
    .replace('CommandOrControl', isMac ? 'Cmd' : 'Ctrl')
    .replace('Control', 'Ctrl')
    .replace('Meta', isMac ? 'Cmd' : 'Win')
    .replaceAll('+', ' + ');
}
