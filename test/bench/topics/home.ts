import { globSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

import { mean } from '../../../src-main/engine/evaluation-measures.ts';
import { withJudgedLibrary } from '../../../src-main/engine/judged-library.ts';
import { spawnChild } from '../../../src-main/rpc/child-spawn.ts';
import type { Row } from '../report.ts';

/** Every so many of the files. */
const EVERY = 10;
const READ: ReadonlySet<string> = new Set(['.md', '.adoc', '.rst', '.txt', '.html', '.xhtml']);
/** UTF-16 units of a file: what it is about it says before. */
const MOST_READ = 20_000;

/** Subjects of a mixed folder by the folders they lie in. */
const SUBJECTS: readonly (readonly [folders: RegExp, words: readonly string[]])[] = [
  [/^(git-docs|progit2)\//, ['git', 'commit', 'branch']],
  [/^(based-cooking|jeff-recipes)\//, ['recipe', 'oven', 'flour']],
  [/^kubernetes-keps\//, ['kubernetes', 'pod', 'container']],
  [/^rust-/, ['rust', 'borrow', 'trait']],
  [/^ethereum-eips\//, ['ethereum', 'contract', 'token']],
  [/^python-/, ['python', 'module', 'import']],
  [/^react-dev\//, ['react', 'component', 'hook']],
  [/^mailcow-docs\//, ['smtp', 'email', 'domain']],
  [/^books\//, ['love', 'marriage', 'father']],
];
/** What none of it is about. */
const FAR: readonly (readonly string[])[] = [
  ['quark', 'gluon', 'hadron'],
  ['ballet', 'pirouette', 'choreography'],
  ['knitting', 'crochet', 'yarn'],
  ['dentist', 'tooth', 'cavity'],
  ['football', 'goalkeeper', 'penalty'],
  ['surfing', 'wave', 'wetsuit'],
  ['chess', 'checkmate', 'bishop'],
  ['orchid', 'petal', 'greenhouse'],
  ['saxophone', 'trumpet', 'jazz'],
  ['enzyme', 'protein', 'peptide'],
];
/** Of all documents, what a label near none of them may carry. */
const MOST_FAR = 0.02;

/** A folder of many subjects by light meaning, as in the first minute: labels near some of it, and near nothing of it. */
export async function measureHome(folder: string): Promise<Row[]> {
  const paths = globSync('**/*', { cwd: folder })
    .filter((path) => READ.has(extname(path)))
    .toSorted()
    .filter((_, place) => place % EVERY === 0);
  const records = paths.map((id) => ({ id, title: '', text: textOf(join(folder, id)) }));
  const data = { records, queries: [], judgements: new Map() };
  return withJudgedLibrary(data, { spawn: spawnChild }, async (library) => {
    const alone = [...SUBJECTS.map(([, words]) => words), ...FAR].map((words) => [{ words }]);
    const carried = (await library.topics().carried(alone)).map(([one]) => one ?? new Set<string>());
    const told = SUBJECTS.map(([folders], place) =>
      f1Of(carried[place]!, (path) => folders.test(path), paths),
    );
    const far = carried.slice(SUBJECTS.length).map(({ size }) => size / records.length);
    const row = (what: string, value: number, bound?: Row['bound']): Row => ({
      work: `a folder of many subjects (${records.length}), light: ${what}`,
      value,
      unit: '',
      ...(bound !== undefined && { bound }),
      isQuality: true,
    });
    return [
      row('mean F1 of labels of its subjects, each alone', mean(told)),
      row('share of it that labels near nothing carry, mean', mean(far), { most: MOST_FAR }),
      row('the same, most', Math.max(...far)),
    ];
  });
}

function f1Of(carried: ReadonlySet<string>, isOf: (path: string) => boolean, all: readonly string[]): number {
  const right = [...carried].filter(isOf).length;
  const wanted = all.filter(isOf).length;
  return carried.size + wanted === 0 ? 0 : (2 * right) / (carried.size + wanted);
}

/** Tags say nothing of a subject. */
function textOf(file: string): string {
  return readFileSync(file, 'utf8')
    .slice(0, MOST_READ)
    .replaceAll(/<[^>]*>/g, ' ');
}
