import type { ReadConnection } from '../storage/connection.ts';
import { mailPeople } from '../storage/document-columns.ts';
import type { LabelNames } from './label-names.ts';
import type { PathIndex } from './path-index.ts';
import type { LibraryValue } from './query/complete.ts';
import type { ValueSource } from './query/filters.ts';
import { languageWords } from './query/languages.ts';
import { familyOf, wordsOfType } from './query/types.ts';
import type { DocumentTable } from './strict/document-table.ts';

export interface ValuesContext {
  readonly connection: ReadConnection;
  readonly table: DocumentTable;
  readonly paths: PathIndex;
  readonly labels: () => LabelNames;
}

const MOST_PEOPLE = 2_000;
const MOST_FOLDERS = 5_000;

/** Values of filters that documents of the library have, the most frequent first. */
export function libraryValues(source: ValueSource, context: ValuesContext): LibraryValue[] {
  const { connection, table, paths, labels } = context;
  switch (source) {
    case 'types':
      return types(table);
    case 'endings':
      return counted(paths.endings());
    case 'languages':
      return counted(table.texts('language').filter((code) => code !== '')).map((value) => ({
        ...value,
        meaning: languageWords(value.text),
      }));
    case 'folders':
      return folders(paths);
    case 'labels':
      return labels()
        .all()
        .map(({ name }) => ({ text: name, meaning: '', documents: 0 }));
    case 'people':
      return mailPeople(connection, 'sender', MOST_PEOPLE).map(({ value, count }) => ({
        text: value,
        meaning: '',
        documents: count,
      }));
    default:
      return source satisfies never;
  }
}

/** Families, each with the formats in it. */
function types(table: DocumentTable): LibraryValue[] {
  const held = table.texts('format').filter((format) => format !== '');
  const formats = Map.groupBy(counted(held), ({ text }) => familyOf(text));
  const families = counted(held.map(familyOf));
  return families
    .flatMap((family) => {
      const inIt = (formats.get(family.text) ?? []).filter(({ text }) => text !== family.text);
      return family.text === 'other' ? inIt : [family, ...inIt];
    })
    .map((value) => ({ ...value, meaning: wordsOfType(value.text) }));
}

/** By their own names, with where they lie. */
function folders(paths: PathIndex): LibraryValue[] {
  return paths
    .folders()
    .slice(0, MOST_FOLDERS)
    .map(({ path, documents }) => ({
      text: path.slice(path.lastIndexOf('/') + 1),
      meaning: path,
      documents,
    }));
}

function counted(values: readonly string[]): LibraryValue[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .map(([text, documents]) => ({ text, meaning: '', documents }))
    .toSorted((left, right) => right.documents - left.documents);
}
