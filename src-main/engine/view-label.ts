import type { Label, TopicDocument, Verdict } from '../contract/index.ts';
import { nameOfPath } from '../lib/document-path.ts';
import type { StoredJudgement, StoredLabel } from '../storage/person-labels.ts';
import type { FoundLabel, JudgedPresence, RankedDocument } from '../topics/found-labels.ts';
import { PROPOSED } from '../topics/label.ts';
import { describeStanding, type Surroundings } from './describe-standing.ts';
import type { Places } from './labels.ts';

/** What is said of a stored label, and what fitting found of it. */
export interface LabelFacts {
  readonly label: StoredLabel;
  readonly found: FoundLabel | undefined;
  readonly words: Label['words'];
  readonly judgements: readonly StoredJudgement[];
  /** Whether what was judged is still there, judgement by judgement. */
  readonly present: readonly JudgedPresence[];
  readonly around: Surroundings;
}

/** A label as the contract has it. */
export function viewLabel({ label, found, words, judgements, present, around }: LabelFacts): Label {
  return {
    ...label,
    words,
    examples: judgements.map((judgement, index) => exampleOf(judgement, present[index] ?? GONE)),
    proposed: PROPOSED,
    documents: found?.contents.length ?? 0,
    nearLine: found?.nearLine ?? 0,
    health: describeStanding(found?.standing, around),
  };
}

/** A document under a label as the contract has it. */
export function viewDocument(
  { root, path, file, title, evidence, ...document }: RankedDocument,
  places: Places,
): TopicDocument {
  return {
    ...document,
    path: absolutePath(places, root, path),
    file: absolutePath(places, root, file),
    connected: places.isConnected(root),
    name: nameOfPath(path),
    title: title ?? nameOfPath(path),
    evidence: evidence === null ? null : { ...evidence, marks: evidence.marks.map((mark) => ({ ...mark })) },
  };
}

export function absolutePath(places: Places, root: number, path: string): string {
  return `${places.rootPath(root) ?? ''}/${path}`;
}

const GONE: JudgedPresence = { present: false, compared: false };

function exampleOf(
  { root, path, verdict }: StoredJudgement,
  { present, compared }: JudgedPresence,
): Label['examples'][number] {
  return {
    path: `${root}/${path}`,
    name: nameOfPath(path),
    verdict: verdictOf(verdict),
    present,
    compared,
  };
}

export function signOf(verdict: Verdict): 1 | -1 {
  return verdict === 'belongs' ? 1 : -1;
}

/** What it stands for, in either direction. */
export function verdictOf(sign: 1 | -1): Verdict {
  return sign === 1 ? 'belongs' : 'not';
}
