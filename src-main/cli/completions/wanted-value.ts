import type { Command, Option } from 'commander';

/** What the library is asked for: what a query may go on with, or names of things that are there. */
export type ValueKind = 'query' | 'label' | 'folder' | 'search' | 'model' | 'own-model' | 'catalogue';

/** A value that is being typed. */
export interface WantedValue {
  readonly kind: ValueKind;
  readonly typed: string;
  /** As it was given. */
  readonly library: string | undefined;
}

const LABEL: readonly ValueKind[] = ['label'];
const FOLDER: readonly ValueKind[] = ['folder'];
const SEARCH: readonly ValueKind[] = ['search'];

/** Commands whose arguments the library knows, by place: of each argument in its order what it is. */
export const VALUES: Readonly<Record<string, readonly (ValueKind | null)[]>> = {
  '/search': ['query'],
  '/watch': ['query'],
  '/searches/save': [null, 'query'],
  '/searches/show': SEARCH,
  '/searches/news': SEARCH,
  '/searches/change': SEARCH,
  '/searches/rename': SEARCH,
  '/searches/remove': SEARCH,
  '/searches/export': SEARCH,
  '/topics/add': [],
  '/topics/show': LABEL,
  '/topics/change': LABEL,
  '/topics/remove': LABEL,
  '/topics/confirm': LABEL,
  '/topics/reject': LABEL,
  '/topics/undo': LABEL,
  '/topics/suggest': LABEL,
  '/topics/export': LABEL,
  '/forget': FOLDER,
  '/pause': FOLDER,
  '/resume': FOLDER,
  '/agents/allow': FOLDER,
  '/agents/deny': FOLDER,
  '/models/use': ['model'],
  '/models/remove': ['own-model'],
  '/models/fetch': ['catalogue'],
};

/** Options whose value the library knows. */
const OPTIONS: Readonly<Record<string, ValueKind>> = { '--under': 'label' };

/** Where a line stands after the words that are done. */
interface Place {
  readonly command: Command;
  readonly place: string;
  /** Arguments that are given already. */
  readonly given: number;
  /** Whose value comes next. */
  readonly option: Option | null;
  readonly library: string | undefined;
}

/** What is typed as the last of these words, which stand behind the program's name; null where the library does not know. Pure. */
export function wantedValue(program: Command, words: readonly string[]): WantedValue | null {
  const begin: Place = { command: program, place: '', given: 0, option: null, library: undefined };
  const { place, given, option, library } = words.slice(0, -1).reduce(follow, begin);
  const typed = words.at(-1) ?? '';
  const kind = option === null ? VALUES[place]?.[given] : OPTIONS[option.long ?? ''];
  return kind === undefined || kind === null || typed.startsWith('-') ? null : { kind, typed, library };
}

function follow(at: Place, word: string): Place {
  const { command, option } = at;
  if (option !== null) return { ...at, option: null, ...(option.long === '--library' && { library: word }) };
  if (word.startsWith('-')) {
    const found = command.options.find(({ short, long }) => word === long || word === short);
    return { ...at, option: found?.required === true ? found : null };
  }
  const inner = at.given === 0 ? command.commands.find((one) => one.name() === word) : undefined;
  if (inner === undefined) return { ...at, given: at.given + 1 };
  return { ...at, command: inner, place: `${at.place}/${word}` };
}
