import { failureText, toFailure } from '../api/failure.ts';
import type { ShellEvent } from '../api/types.ts';
import type { App } from '../app.svelte.ts';
import { counted } from '../lib/format.ts';
import { baseName } from '../lib/place.ts';
import { showDocument } from './show-document.ts';

/** Does what the program around the page asks of it. */
export async function onShellEvent(app: App, event: ShellEvent): Promise<void> {
  switch (event.kind) {
    case 'go':
      return app.go(event.page);
    case 'query':
      return app.focusQuery();
    case 'keys':
      app.keysOpen = true;
      return;
    case 'about':
      app.aboutOpen = true;
      return;
    case 'command':
      if (app.desktop !== null) app.desktop.commandWanted = true;
      return app.go('settings');
    case 'folders':
      return addFolders(app, event.paths);
    case 'engine':
      return app.tell(`${event.cause} ${event.remedy}`);
    case 'document':
      await showDocument(app, event.place).catch((error: unknown) => app.tell(failureText(toFailure(error))));
  }
}

/** What was chosen or dropped is read at once; what is refused says why. */
async function addFolders(app: App, paths: readonly string[]): Promise<void> {
  const refused: string[] = [];
  for (const path of paths) {
    const failure = await app.library.add(path);
    if (failure !== null) refused.push(`${baseName(path)}: ${failureText(failure)}`);
  }
  const taken = paths.length - refused.length;
  if (taken > 0) await app.go('library');
  const told = taken > 0 ? [`${counted(taken, 'folder')} added.`] : [];
  if (paths.length > 0) app.tell([...told, ...refused].join(' '));
}
