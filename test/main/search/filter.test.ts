import { array, assert, constantFrom, property, record, subarray, uniqueArray } from 'fast-check';
import { describe, expect, it } from 'vitest';

import { fold } from '../../../src-main/lib/text/tokens.ts';
import { Filtering, type FilterContext } from '../../../src-main/search/filter.ts';
import { LabelNames } from '../../../src-main/search/label-names.ts';
import { PathIndex } from '../../../src-main/search/path-index.ts';
import { parseQuery } from '../../../src-main/search/query/parse.ts';
import { DocumentTable } from '../../../src-main/search/strict/document-table.ts';
import { TermSums } from '../../../src-main/search/term-sums.ts';
import { assignLabel } from '../../../src-main/storage/document-labels.ts';
import { contentOf, storedLibrary } from '../../helpers/stored-library.ts';

type Stored = Awaited<ReturnType<typeof storedLibrary>>;

/** One a library, as a read thread has: what it keeps must follow every change. */
const kept = new WeakMap<Stored, Kept>();
interface Kept {
  readonly paths: PathIndex;
  readonly table: DocumentTable;
  readonly sums: TermSums;
  readonly filtering: Filtering;
}
function keptOf(library: Stored): Kept {
  const { connection } = library;
  const known = kept.get(library) ?? {
    paths: new PathIndex(connection, () => '/home/Ünal'),
    table: new DocumentTable(connection),
    sums: new TermSums(connection),
    filtering: new Filtering(),
  };
  kept.set(library, known);
  return known;
}

function allowed(library: Stored, query: string) {
  return keptOf(library).filtering.allow(parseQuery(query), contextOf(library));
}

/** Documents of a library that a query leaves over. */
function documentsOf(library: Stored, query: string): number[] {
  const { documents } = allowed(library, query);
  return library.connection
    .prepare<[], { id: number }>('SELECT id FROM documents ORDER BY id')
    .all()
    .map(({ id }) => id)
    .filter((id) => documents.has(id));
}

/** What each is named, and the one it lies under. */
const LABELS = [
  { id: 1, name: 'Travel', parent: null, colour: 0 },
  { id: 2, name: 'By train', parent: 1, colour: 1 },
  { id: 3, name: 'Höhle', parent: null, colour: 2 },
];

const contextOf = (library: Stored): FilterContext => ({
  connection: library.connection,
  texts: library.texts,
  ...keptOf(library),
  now: () => new Date(2024, 4, 17, 12),
  used: library.resident.used,
  labels: () => new LabelNames(LABELS),
  isOfType: (format, name, type) => format === type || name.endsWith(`.${type}`),
});

describe('an allowance', () => {
  it('is what a look at every document leaves', async () => {
    const word = constantFrom('oak', 'elm', 'ash', 'fir');
    const made = record({
      folder: constantFrom('Taxes', 'old/Taxes', 'notes'),
      type: constantFrom('pdf', 'md'),
      labels: subarray(LABELS.map(({ id }) => id)),
      passages: array(
        array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' ')),
        { maxLength: 3 },
      ),
    });
    const filter = constantFrom(
      'type:pdf',
      '-type:pdf',
      'type:md',
      'path:taxes',
      '-path:OLD',
      '-oak',
      '-"oak elm"',
      '"elm ash"',
      'path:ünal',
      'label:travel',
      '-label:TRAVEL',
      'label:"by  Train"',
      '-label:"By train"',
      'label:höhle',
      'label:höhlen',
      '-label:höhlen',
    );
    await using library = await storedLibrary();
    let next = 0;
    const agrees = property(
      array(made, { maxLength: 6 }),
      uniqueArray(filter, { minLength: 1, maxLength: 3 }),
      (all, filters) => {
        library.connection.exec('DELETE FROM documents; DELETE FROM names');
        library.index.sweep();
        const labelsBy = new Map<number, readonly number[]>();
        const stored = all.map((one) => {
          next += 1;
          const path = `${one.folder}/${next}.${one.type}`;
          const document = library.add(path, contentOf(one.passages, { format: one.type }));
          // Copies carry the same labels: those of the first.
          const content = contentIn(library, document);
          const labels = labelsBy.get(content) ?? one.labels;
          labelsBy.set(content, labels);
          return { ...one, path, document, labels };
        });
        for (const { id } of LABELS) {
          const carrying = [...labelsBy].flatMap(([content, labels]) => (labels.includes(id) ? content : []));
          assignLabel(library.connection, {
            label: id,
            contents: Uint32Array.from(carrying),
            upTo: 1_000,
            scores: new Float32Array(carrying.length),
          });
        }
        const types = filters.filter((text) => text.startsWith('type:'));
        const others = filters.filter((text) => !types.includes(text));
        const expected = stored.filter(
          (one) =>
            (types.length === 0 || types.some((text) => naive(text, one))) &&
            others.every((text) => naive(text, one)),
        );
        const { passages } = allowed(library, filters.join(' '));
        const documents = documentsOf(library, filters.join(' '));
        expect(documents).toEqual(expected.map(({ document }) => document).toSorted((a, b) => a - b));
        const contents = new Set(documents.map((document) => contentIn(library, document)));
        const hasPhrase = filters.some((text) => text.startsWith('"'));
        const counted = library.connection
          .prepare<[], { id: number; first: number; passages: number }>(
            'SELECT id, first_passage AS first, passages FROM contents',
          )
          .all();
        for (const { id, first, passages: count } of counted) {
          const bits = [...passages.subarray(first, first + count)];
          // Of a document that holds a phrase only what holds it is left.
          if (hasPhrase && contents.has(id)) expect(bits).toContain(1);
          else expect(bits.every((bit) => bit === (contents.has(id) ? 1 : 0))).toBe(true);
        }
      },
    );
    assert(agrees, { numRuns: 100 });
  });

  it('holds files without text where nothing asks for text', async () => {
    await using library = await storedLibrary();
    const document = library.see('scan.pdf');
    library.index.store([{ document, code: 'BROKEN', cause: 'Broken.' }]);
    const isAllowed = (query: string) => allowed(library, query).documents.has(document);
    expect(['type:pdf', '-word', 'path:scan', '"word"', 'type:md'].map(isAllowed)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});

interface Made {
  readonly path: string;
  readonly type: string;
  readonly passages: readonly string[];
  readonly labels: readonly number[];
}

const contentIn = (library: Stored, document: number): number =>
  Number(library.one(`SELECT content FROM documents WHERE id = ${document}`));

function naive(filter: string, made: Made): boolean {
  if (filter.startsWith('-')) return !naive(filter.slice(1), made);
  const { path, type, passages, labels } = made;
  const [name, value = ''] = filter.split(':');
  if (name === 'type') return type === value;
  if (name === 'path') return fold(`/home/Ünal/${path}`).includes(fold(value));
  if (name === 'label') {
    const meant = { travel: [1, 2], 'by  train': [2], 'by train': [2], höhle: [3] }[
      value.replaceAll('"', '').toLowerCase()
    ];
    return labels.some((label) => meant?.includes(label) === true);
  }
  const phrase = filter.replaceAll('"', '');
  // A phrase may stand over the border of two passages.
  const places = filter.startsWith('"') ? [passages.join(' ')] : passages;
  return places.some((text) => ` ${text} `.includes(` ${phrase} `));
}

describe('a phrase', () => {
  const CASES: readonly [string, readonly string[], boolean][] = [
    ['annual report', ['the annual report is here'], true],
    ['annual report', ['the report is annual'], false],
    ['Annual  RÉPORT', ['an annual\nreport'], true],
    ['university', ['a universal thing'], false],
    ['cat', ['many cats'], false],
    ['cat', ['the cat.'], true],
    ['cats', ['a cat, concatenated cats'], true],
    ['café müller', ['CAFE MULLER'], true],
    ['cafe muller', ['Café Müller'], true],
    ['one two three', ['zero one', 'two three four'], true],
    ['one two three', ['zero one two', 'three four'], true],
    ['one two three', ['zero one', 'between', 'two three'], false],
    ['東京', ['私は東京都に住む'], true],
    ['東都', ['私は東京都に住む'], false],
    ['C++', ['written in C++ today'], true],
    ['C++', ['written in C today'], false],
    ['foo_bar', ['call foo_bar()'], true],
    ['foo_bar', ['call foo bar'], false],
    ['Ёлки палки', ['елки палки'], true],
    ['...', ['dots ...'], false],
  ];

  it.each(CASES)('"%s" in %j: %s', async (phrase, passages, expected) => {
    await using library = await storedLibrary();
    library.add('other', ['nothing of it']);
    library.add('a', passages);
    expect(documentsOf(library, `"${phrase}"`)).toEqual(expected ? [2] : []);
  });

  it('stands in titles and headings too', async () => {
    await using library = await storedLibrary();
    library.add('a', contentOf(['text'], { title: 'The Annual Report', heading: 'Cash flow' }));
    for (const phrase of ['annual report', 'cash flow'])
      expect(documentsOf(library, `"${phrase}"`), phrase).toHaveLength(1);
  });

  it('does not reach into the next document', async () => {
    await using library = await storedLibrary();
    library.add('a', ['zero one']);
    library.add('b', ['two three']);
    expect(documentsOf(library, '"one two"')).toEqual([]);
  });
});
