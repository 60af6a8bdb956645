import {
  array,
  assert,
  constantFrom,
  integer,
  letrec,
  oneof,
  property,
  record,
  constant,
  tuple,
} from 'fast-check';
import { describe, expect, it } from 'vitest';

import { Filtering } from '../../../../src-main/search/filter.ts';
import { LabelNames } from '../../../../src-main/search/label-names.ts';
import { PathIndex } from '../../../../src-main/search/path-index.ts';
import { parseQuery } from '../../../../src-main/search/query/parse.ts';
import { printQuery } from '../../../../src-main/search/query/print.ts';
import type { QueryNode } from '../../../../src-main/search/query/syntax-tree.ts';
import { DocumentTable } from '../../../../src-main/search/strict/document-table.ts';
import { TermSums } from '../../../../src-main/search/term-sums.ts';
import { contentOf, storedLibrary } from '../../../helpers/stored-library.ts';

type Stored = Awaited<ReturnType<typeof storedLibrary>>;

function filteringOf(library: Stored) {
  const { connection } = library;
  const filtering = new Filtering();
  const kept = {
    paths: new PathIndex(connection, () => '/home'),
    table: new DocumentTable(connection),
    sums: new TermSums(connection),
  };
  return (query: string) =>
    filtering.allow(parseQuery(query), {
      connection,
      texts: library.texts,
      ...kept,
      used: library.resident.used,
      labels: () => new LabelNames([]),
      now: () => new Date(2024, 4, 17, 12),
      isOfType: (format, _, type) => format === type,
    });
}

/** Words that no stemming brings together. */
const WORDS = ['oak', 'elm', 'ash', 'fir', 'yew', 'firth'];

/** Words of which stemming takes off, exchanges or adds letters. */
const STEMMED = (
  'hope hopes hoping hoped hopeful hopping happy happily happiness ability able studio studies studying study relate ' +
  'relational relation sensible sensibility possibly possibilities possible agree agreed sizing sized rational'
).split(' ');

interface Made {
  readonly format: string;
  readonly passages: readonly string[];
}

const made = record<Made>({
  format: constantFrom('pdf', 'md'),
  passages: array(
    array(constantFrom(...WORDS), { minLength: 1, maxLength: 6 }).map((words) => words.join(' ')),
    { minLength: 1, maxLength: 3 },
  ),
});

const { tree, text: looseText } = letrec<Record<'text' | 'leaf' | 'tree', QueryNode>>((tie) => ({
  text: oneof(
    record({ kind: constant('word' as const), text: constantFrom(...WORDS) }),
    record({ kind: constant('phrase' as const), text: constantFrom('oak elm', 'elm ash fir', 'yew') }),
    record({ kind: constant('prefix' as const), text: constantFrom('fir', 'fi', 'oa') }),
  ),
  leaf: oneof(
    tie('text'),
    record({
      kind: constant('filter' as const),
      name: constant('type' as const),
      values: constantFrom(['pdf'], ['md'], ['pdf', 'md']),
    }),
    record({
      kind: constant('near' as const),
      distance: integer({ min: 0, max: 3 }),
      of: array(
        oneof(
          tie('text'),
          array(tie('text'), { minLength: 2, maxLength: 2 }).map((of) => ({ kind: 'or' as const, of })),
        ),
        { minLength: 2, maxLength: 2 },
      ),
    }),
  ),
  tree: oneof(
    { depthSize: 'small' },
    tie('leaf'),
    record({ kind: constant('not' as const), of: tie('tree') }),
    array(tie('tree'), { minLength: 2, maxLength: 2 }).map((of) => ({ kind: 'and' as const, of })),
    array(tie('tree'), { minLength: 2, maxLength: 2 }).map((of) => ({ kind: 'or' as const, of })),
  ),
}));

/** What a look at one document says. */
function holds(node: QueryNode, document: Made): boolean {
  switch (node.kind) {
    case 'and':
      return node.of.every((part) => holds(part, document));
    case 'or':
      return node.of.some((part) => holds(part, document));
    case 'not':
      return !holds(node.of, document);
    case 'filter':
      return node.values.includes(document.format);
    case 'near':
      return windowsOf(document).some((words) => isNear(node.of, words, node.distance));
    default:
      return windowsOf(document).some((words) => stretches(node, words).length > 0);
  }
}

/** The words of every passage and the next. */
function windowsOf({ passages }: Made): string[][] {
  return passages.map((text, place) => [text, passages[place + 1] ?? ''].join(' ').split(' '));
}

function stretches(node: QueryNode, words: readonly string[]): [start: number, end: number][] {
  if (node.kind === 'or') return node.of.flatMap((part) => stretches(part, words));
  if (node.kind !== 'word' && node.kind !== 'phrase' && node.kind !== 'prefix') return [];
  const wanted = node.text.split(' ');
  return words.flatMap((word, start): [number, number][] => {
    if (node.kind === 'prefix') return word.startsWith(node.text) ? [[start, start + 1]] : [];
    const isThere = wanted.every((each, place) => words[start + place] === each);
    return isThere ? [[start, start + wanted.length]] : [];
  });
}

function isNear(of: readonly QueryNode[], words: readonly string[], distance: number): boolean {
  const [left = [], right = []] = of.map((node) => stretches(node, words));
  return left.some(([leftStart, leftEnd]) =>
    right.some(([start, end]) => Math.max(start, leftStart) - Math.min(end, leftEnd) <= distance),
  );
}

describe('strict parts of a query', () => {
  it('hold for the documents that a look at each says', async () => {
    await using library = await storedLibrary();
    const allow = filteringOf(library);
    let next = 0;
    const agrees = property(
      array(made, { minLength: 1, maxLength: 5 }),
      oneof(tuple(tree), tuple(tree, looseText)),
      (all, parts) => {
        library.connection.exec('DELETE FROM documents; DELETE FROM names');
        library.index.sweep();
        const documents = all.map((one) => {
          next += 1;
          return {
            ...one,
            id: library.add(`${next}.${one.format}`, contentOf(one.passages, { format: one.format })),
          };
        });
        const query = printQuery(parts);
        const { strict } = parseQuery(query);
        const { documents: allowed, passages } = allow(query);
        for (const document of documents) {
          const expected = strict.every((part) => holds(part, document));
          expect(allowed.has(document.id), `${query} in ${JSON.stringify(document)}`).toBe(expected);
          const { first, count } = passagesIn(library, document.id);
          expect(passages.subarray(first, first + count).includes(1), query).toBe(expected);
        }
      },
    );
    assert(agrees, { numRuns: 100 });
  });

  it('take for a beginning what words begin with as they are written, whatever their stems', async () => {
    await using library = await storedLibrary();
    const allow = filteringOf(library);
    const words = STEMMED.map((word) => ({ word, id: library.add(`${word}.md`, [`the ${word} there`]) }));
    const beginnings = new Set(
      STEMMED.flatMap((word) => [...word].map((_, end) => word.slice(0, end + 1)).slice(1)),
    );
    for (const beginning of beginnings) {
      const { documents } = allow(`${beginning}*`);
      const found = words.filter(({ id }) => documents.has(id)).map(({ word }) => word);
      expect(found, beginning).toEqual(STEMMED.filter((word) => word.startsWith(beginning)));
    }
  });

  it('are evaluated anew where documents came', async () => {
    await using library = await storedLibrary();
    const allow = filteringOf(library);
    library.add('a.md', ['oak elm']);
    expect(allow('"oak elm"').documents.size).toBe(1);
    library.add('b.md', ['an oak elm']);
    expect(allow('"oak elm"').documents.size).toBe(2);
  });
});

function passagesIn(library: Stored, document: number): { first: number; count: number } {
  return (
    library.connection
      .prepare<[number], { first: number; count: number }>(
        `SELECT first_passage AS first, passages AS count FROM documents
         JOIN contents ON contents.id = documents.content WHERE documents.id = ?`,
      )
      .get(document) ?? { first: 0, count: 0 }
  );
}

/** The texts of the passages that a query leaves over. */
function remaining(library: Stored, query: string): string[] {
  const { passages } = filteringOf(library)(query);
  return library.connection
    .prepare<[], { id: number; content: number; start: number; length: number }>(
      `SELECT passages.id, contents.id AS content, start, passages.length FROM passages
       JOIN contents ON passages.id BETWEEN first_passage AND first_passage + passages - 1 ORDER BY passages.id`,
    )
    .all()
    .filter(({ id }) => passages[id] === 1)
    .map(({ content, start, length }) => library.texts.read(content, start, length));
}

describe('passages that are left', () => {
  const PAGES = ['oak one', 'elm two', 'oak elm three'];

  async function paged() {
    const library = await storedLibrary();
    const content = contentOf(PAGES, { format: 'pdf' });
    library.add('book.pdf', {
      ...content,
      passages: { ...content.passages, pages: Uint32Array.from([1, 2, 3]) },
    });
    library.add('note.md', contentOf(['oak without pages', 'elm without pages'], { format: 'md' }));
    return library;
  }

  it.each<[query: string, passages: string[]]>([
    ['page:2', ['elm two']],
    ['page:2..3', ['elm two', 'oak elm three']],
    ['page:1,3', ['oak one', 'oak elm three']],
    ['page:1 page:2', ['oak one', 'elm two']],
    ['page:4', []],
    ['page:3 "oak"', ['oak elm three']],
    ['page:2 "oak"', []],
    ['-page:2', ['oak one', 'oak elm three', 'oak without pages', 'elm without pages']],
    ['-page:1..3', ['oak without pages', 'elm without pages']],
    ['-(page:1..2 type:pdf) type:pdf', ['oak elm three']],
    ['"oak"', ['oak one', 'oak elm three', 'oak without pages']],
    ['"oak" -"elm"', []],
    ['one OR two', ['oak one', 'elm two']],
    ['one OR type:md', ['oak one', 'oak without pages', 'elm without pages']],
    ['oak AND two', ['oak one', 'elm two', 'oak elm three']],
    ['"one elm"', ['oak one', 'elm two']],
    ['one NEAR/0 elm', ['oak one', 'elm two']],
    ['thr*', ['oak elm three']],
    ['type:pdf page:1 OR page:2', ['oak one', 'elm two']],
  ])('by %s', async (query, passages) => {
    await using library = await paged();
    expect(remaining(library, query)).toEqual(passages);
  });
});

describe('filters of a file', () => {
  const NOON = new Date(2024, 4, 10, 12).getTime();

  it.each<[query: string, expected: boolean]>([
    ['size:1500', true],
    ['size:1.5kB', true],
    ['size:>1kB', true],
    ['size:>1.5kB', false],
    ['size:>=1.5kB', true],
    ['size:<1KiB', false],
    ['size:1..2kB', true],
    ['date:2024', true],
    ['date:2024-05', true],
    ['date:2024-05-10', true],
    ['date:2024-05-11', false],
    ['date:10.5.2024', true],
    ['date:..2023', false],
    ['date:2023..', true],
    ['date:>2024-05-09', true],
    ['date:>2024-05-10', false],
    ['date:<2024-05-11', true],
    ['modified:last-week', true],
    ['modified:this-week', false],
    ['modified:last-month', false],
    ['modified:this-month', true],
    ['modified:last-7-days', false],
    ['modified:last-8-days', true],
    ['modified:last-1-months', true],
    ['modified:yesterday', false],
    ['modified:this-year', true],
    ['in:letters', true],
    ['in:LETTERS', true],
    ['in:letter', false],
    ['in:"Tax 2023"', true],
    ['in:"Tax 2023/letters"', true],
    ['in:"/home/Tax 2023"', true],
    ['path:etters/Ma', true],
    ['name:may', true],
    ['name:letters', false],
    ['name:ma*pdf', true],
    ['name:*.pdf', true],
    ['name:.', true],
    ['name:*', true],
    ['name:**', true],
    ['name:ma*-', false],
    ['name:pdf*ma', false],
    ['name:may-2', false],
    ['ext:PDF', true],
    ['ext:.pdf', true],
    ['ext:df', false],
    ['ext:md,pdf', true],
    ['ext:md ext:pdf', true],
    ['path:may path:june', false],
    ['is:duplicate', false],
    ['has:ocr', false],
    ['has:label', false],
    ['lang:de', false],
    ['-lang:de', true],
  ])('%s: %s', async (query, expected) => {
    await using library = await storedLibrary();
    const document = library.add('Tax 2023/letters/May.pdf', contentOf(['oak'], { format: 'pdf' }));
    library.connection.exec(`UPDATE documents SET size = 1500, modified = ${NOON}`);
    expect(filteringOf(library)(query).documents.has(document)).toBe(expected);
  });

  it.each<[pattern: string, expected: boolean]>([
    ['pep-07*', true],
    ['pep-0701 (old)', true],
    ['p*p-*c++].md', true],
    ['pep-0702', false],
    [`${'*0'.repeat(40)}x`, false],
  ])('take the signs of a name as they are: %s', async (pattern, expected) => {
    await using library = await storedLibrary();
    const document = library.add('pep-0701 (old) [c++].md', ['oak']);
    expect(filteringOf(library)(`name:"${pattern}"`).documents.has(document)).toBe(expected);
  });

  it('tell copies apart, and what was recognised', async () => {
    await using library = await storedLibrary();
    const first = library.add('a.md', ['oak']);
    const copy = library.add('b.md', ['oak']);
    const other = library.add('c.md', ['elm']);
    library.connection.exec(
      `UPDATE contents SET recognised = 2 WHERE id = (SELECT content FROM documents WHERE id = ${other})`,
    );
    const allow = filteringOf(library);
    expect([first, copy, other].map((id) => allow('is:duplicate').documents.has(id))).toEqual([
      true,
      true,
      false,
    ]);
    expect([first, copy, other].map((id) => allow('has:ocr').documents.has(id))).toEqual([
      false,
      false,
      true,
    ]);
  });
});
