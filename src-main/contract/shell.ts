import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';

import { settingsSchema } from './engine.ts';
import { spanSchema } from './search.ts';

/** A document, and a passage of it where one is meant, in UTF-16 units of its stored text. */
export const documentPlaceSchema = z.object({ path: z.string().min(1), span: spanSchema.nullable() });

/** What a person decided of the program around the page; kept on this computer, beside no library. */
export const shellSettingsSchema = z.object({
  /** Keys that open the small search from anywhere, as `CommandOrControl+Shift+Space`; '' for none. */
  hotkey: z.string().max(64),
  openAtLogin: z.boolean(),
  /** Goes on in the tray when its window is closed. */
  stay: z.boolean(),
  /** Tells when a first reading has ended. */
  notify: z.boolean(),
});

/** `inkling` in terminals: the one file that puts it there. */
export const terminalCommandSchema = z.object({
  /** Where it lies, or would. */
  file: z.string(),
  /** `moved` where it starts an Inkling that lay elsewhere; `foreign` where another program has the place. */
  state: z.enum(['absent', 'installed', 'moved', 'foreign']),
  /** Whether the folder is in the PATH this program was started with; that of terminals may be another. */
  isOnPath: z.boolean(),
});

/** What a page knew when it was open last: the next one stands by that until the engine has spoken. */
export const formerPageSchema = z.object({
  /** The library had folders, so there is something to search in. */
  filled: z.boolean(),
  /** How it looked; null where that was not known. */
  look: settingsSchema.pick({ theme: true, density: true, textSize: true, dimPages: true }).nullable(),
});

export const shellStateSchema = z.object({
  settings: shellSettingsSchema,
  /** Another program has these keys, or they are none. */
  hotkeyRefused: z.boolean(),
  /** Null where this program has none to put there: only an installed one stays where it is. */
  command: terminalCommandSchema.nullable(),
});

/** What the program around the page wants of it. */
export const shellEventSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('go'), page: z.enum(['search', 'topics', 'library', 'settings']) }),
  z.object({ kind: z.literal('query') }),
  z.object({ kind: z.literal('keys') }),
  z.object({ kind: z.literal('about') }),
  /** The setting that puts `inkling` into terminals. */
  z.object({ kind: z.literal('command') }),
  z.object({ kind: z.literal('document'), place: documentPlaceSchema }),
  z.object({ kind: z.literal('folders'), paths: z.array(z.string()) }),
  /** Why no engine runs now; it is started again meanwhile. */
  z.object({ kind: z.literal('engine'), cause: z.string(), remedy: z.string() }),
]);

/** Calls of a page in a desktop window, answered by the program around it. */
export const shellContract = {
  follow: oc.output(eventIterator(shellEventSchema)),
  state: oc.output(shellStateSchema),
  change: oc.input(shellSettingsSchema.partial()).output(shellStateSchema),
  /** Puts `inkling` into terminals, or takes it away. Errors: COMMAND_TAKEN, COMMAND_NOT_WRITTEN, COMMAND_NONE. */
  setCommand: oc.input(z.object({ wanted: z.boolean() })).output(shellStateSchema),
  /** The system's own dialogue; none where it was closed. */
  pickFolders: oc.output(z.object({ paths: z.array(z.string()) })),
  /** Told of itself when it is opened next. */
  keepPage: oc.input(formerPageSchema).output(z.object({ kept: z.literal(true) })),
  /** Brings a document before the person in the large window. */
  showDocument: oc.input(documentPlaceSchema).output(z.object({ shown: z.literal(true) })),
  /** Puts the small window away. */
  hide: oc.output(z.object({ hidden: z.literal(true) })),
};

export type ShellContract = typeof shellContract;
export type ShellSettings = z.infer<typeof shellSettingsSchema>;
export type TerminalCommandState = z.infer<typeof terminalCommandSchema>;
export type FormerPage = z.infer<typeof formerPageSchema>;
export type ShellState = z.infer<typeof shellStateSchema>;
export type ShellEvent = z.infer<typeof shellEventSchema>;
export type DocumentPlace = z.infer<typeof documentPlaceSchema>;
