import { systemDesktop, type Desktop } from '../lib/desktop.ts';
import type { Spawn } from '../lib/processes.ts';
import { DrawChild } from '../preview/draw-child.ts';
import type { Engine } from './engine.ts';
import type { Library } from './library.ts';
import type { OpenLibrary } from './open-library.ts';
import { Opening } from './opening.ts';
import type { Passwords } from './passwords.ts';
import { Previews } from './previews.ts';
import { readDocument } from './read-document.ts';
import type { Readers } from './threads.ts';

/** What shows documents, here and in the system's own programs. */
export interface Showing {
  readonly previews: Previews;
  readonly opening: Opening;
  close(): Promise<void>;
}

interface ShowingOptions {
  readonly library: Library;
  readonly passwords: Passwords;
  readonly spawn: Spawn;
  readonly desktop: Desktop | undefined;
}

export function startShowing(
  { readers }: OpenLibrary,
  { library, passwords, spawn, desktop = systemDesktop }: ShowingOptions,
): Showing {
  const previews = new Previews({ library, readers, passwords, child: new DrawChild({ spawn }) });
  const opening = new Opening({ library, readers, desktop });
  return { previews, opening, close: () => previews.close() };
}

type ShowingCalls = Pick<
  Engine,
  'readDocument' | 'documentPage' | 'documentLines' | 'picture' | 'openDocument' | 'showInFolder'
>;

/** What is opened or read is wanted: it is deepened first. */
export function showingCalls(
  { previews, opening }: Showing,
  { library, readers }: { readonly library: Library; readonly readers: Readers },
): ShowingCalls {
  return {
    readDocument: (path, start, length) => {
      library.asked([path]);
      return readDocument({ library, readers }, path, { start, length });
    },
    documentPage: (request, signal) => previews.page(request, signal),
    documentLines: (path, end, signal) => previews.lines(path, end, signal),
    picture: (request, signal) => previews.picture(request, signal),
    openDocument: (path, page) => {
      library.asked([path]);
      return opening.open(path, page);
    },
    showInFolder: (path) => opening.showFolder(path),
  };
}
