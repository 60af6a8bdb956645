import { implement } from '@orpc/server';

import { shellContract } from '../contract/index.ts';
import type { DocumentPlace, FormerPage, ShellSettings, ShellState } from '../contract/index.ts';
import { given } from '../rpc/given.ts';
import type { PageWindow } from './page-windows.ts';

/** What of the shell its pages may ask for. */
export interface ShellDesk {
  state(): ShellState;
  change(change: Partial<ShellSettings>): ShellState;
  setCommand(wanted: boolean): ShellState;
  pickFolders(): Promise<string[]>;
  keepPage(former: FormerPage): void;
  showDocument(place: DocumentPlace): void;
}

export type ShellRouter = ReturnType<typeof createShellRouter>;

/** The shell's contract for one window, by one-line calls. */
export function createShellRouter(desk: ShellDesk, { window, events }: PageWindow) {
  const calls = implement(shellContract);
  return {
    follow: calls.follow.handler(({ signal }) => events.follow(signal)),
    state: calls.state.handler(() => desk.state()),
    change: calls.change.handler(({ input }) => desk.change(given<ShellSettings>(input))),
    setCommand: calls.setCommand.handler(({ input }) => desk.setCommand(input.wanted)),
    pickFolders: calls.pickFolders.handler(async () => ({ paths: await desk.pickFolders() })),
    keepPage: calls.keepPage.handler(({ input }) => {
      desk.keepPage(input);
      return { kept: true as const };
    }),
    showDocument: calls.showDocument.handler(({ input }) => {
      desk.showDocument(input);
      return { shown: true as const };
    }),
    hide: calls.hide.handler(() => {
      window.hide();
      return { hidden: true as const };
    }),
  };
}
