import type { App } from './app.svelte.ts';
import { KEYS, type KeyGroup } from './lib/key-sheet.ts';
import { isCommand, isTextField } from './lib/keys.ts';

/** Something the page does anywhere, by name and perhaps by key. */
export interface Command {
  name: string;
  /** Keys parted by spaces; on a Mac, Cmd stands for Ctrl. */
  keys?: string;
  /** Whether it makes sense now; left out: always. */
  when?: (app: App) => boolean;
  run: (app: App) => unknown;
}

const isRead = (app: App): boolean => app.library.progress?.pause === 'none';

/** What the palette offers, the sheet of keys shows and the keys do: all three from here. */
export const COMMANDS: readonly Command[] = [
  { name: 'To the query', keys: '/ Ctrl+K', run: (app) => app.focusQuery() },
  { name: 'Search', keys: 'Ctrl+1', run: (app) => app.go('search') },
  { name: 'Topics', keys: 'Ctrl+2', run: (app) => app.go('topics') },
  { name: 'Library', keys: 'Ctrl+3', run: (app) => app.go('library') },
  { name: 'Settings', keys: 'Ctrl+4', run: (app) => app.go('settings') },
  { name: 'Commands', keys: 'Ctrl+Shift+P F1', run: (app) => (app.paletteOpen = true) },
  { name: 'Keys', keys: '?', run: (app) => (app.keysOpen = true) },
  {
    name: 'Save the search, or no longer',
    keys: 'Ctrl+S',
    when: (app) => app.page === 'search' && !app.search.blank,
    run: (app) => app.kept.toggle(app.search.text.trim()),
  },
  { name: 'Look for changes in all folders', run: (app) => app.library.lookAgain() },
  { name: 'Pause deepening', when: isRead, run: (app) => app.library.pause('deepening') },
  { name: 'Pause all reading', when: isRead, run: (app) => app.library.pause('all') },
  {
    name: 'Pause all reading for an hour',
    when: isRead,
    run: (app) => app.library.pause('all', { minutes: 60 }),
  },
  { name: 'Go on reading', when: (app) => !isRead(app), run: (app) => app.library.pause('none') },
  { name: 'Check the library', run: (app) => app.go('library').then(() => app.keeping.check()) },
  { name: 'Light theme', run: (app) => app.settings.change({ theme: 'light' }) },
  { name: 'Dark theme', run: (app) => app.settings.change({ theme: 'dark' }) },
  { name: 'Theme of the system', run: (app) => app.settings.change({ theme: 'system' }) },
  { name: 'About Inkling', run: (app) => (app.aboutOpen = true) },
];

/** The command of a key press, where there is one that makes sense now. */
export function commandOf(app: App, event: KeyboardEvent): Command | undefined {
  return COMMANDS.find(
    ({ keys, when }) => keys !== undefined && isPressed(keys, event) && (when?.(app) ?? true),
  );
}

/** What the sheet shows: these commands first, then what each pane does by itself. */
export function keySheet(): KeyGroup[] {
  const anywhere = COMMANDS.flatMap(({ name, keys }) => (keys === undefined ? [] : [[keys, name] as const]));
  return KEYS.map((group) =>
    group.where === 'Anywhere' ? { ...group, keys: [...anywhere, ...group.keys] } : group,
  );
}

function isPressed(keys: string, event: KeyboardEvent): boolean {
  return keys.split(' ').some((combination) => {
    const parts = combination.split('+');
    const key = parts.at(-1) ?? '';
    if (event.key.toLowerCase() !== key.toLowerCase()) return false;
    if (parts.includes('Ctrl')) return parts.includes('Shift') ? isShifted(event) : isCommand(event);
    // Where a sign needs Shift depends on the keyboard; letters are not for text fields.
    return (
      !event.ctrlKey && !event.metaKey && !event.altKey && (key.length > 1 || !isTextField(event.target))
    );
  });
}

function isShifted(event: KeyboardEvent): boolean {
  return (event.ctrlKey || event.metaKey) && event.shiftKey && !event.altKey;
}
