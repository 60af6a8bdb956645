import type { LabelHealth } from '../contract/index.ts';
import type { Standing } from '../topics/health.ts';

/** What stands around a label. */
export interface Surroundings {
  /** Of all labels, in the order they were fitted in. */
  readonly names: readonly string[];
  /** Documents of the library. */
  readonly documents: number;
  /** Whether labels lie under it. */
  readonly isParent: boolean;
}

/** A label's standing in words. */
export function describeStanding(
  standing: Standing | undefined,
  { names, documents, isParent }: Surroundings,
): LabelHealth {
  const kind = standing?.kind ?? 'empty';
  if (kind === 'empty' && isParent)
    return {
      kind: 'clear',
      other: null,
      text: 'Has the documents of the labels under it, and none of its own.',
    };
  if (kind === 'thin' && documents === 0)
    return {
      kind,
      other: null,
      text: 'There is no document yet: add a folder, and those that are near come here.',
    };
  const other = standing === undefined || standing.other === null ? null : (names[standing.other] ?? null);
  return { kind, other, text: textOf(kind, other ?? 'another label', standing?.share ?? 0) };
}

function textOf(kind: Standing['kind'], other: string, share: number): string {
  switch (kind) {
    case 'clear':
      return 'Clear: its documents stand apart from the others.';
    case 'overlaps':
      return `Overlaps with ${other}: ${Math.round(share * 100)} % of its documents carry both.`;
    case 'twin':
      return `Means nearly the same as ${other}.`;
    case 'thin':
      return 'Hardly any document is near. Other words may find more.';
    case 'drifted':
      return 'What its documents share led away from its words; the words were followed.';
    case 'everywhere':
      return 'Its words are everywhere, and tell no document from others: give it rarer ones, or a document that belongs.';
    case 'unspoken':
      return 'Its words stand in no document: these are the nearest in meaning, and may be about something else.';
    case 'vague':
      return 'One word alone may mean many things: give it another, or a document that belongs.';
    case 'empty':
      return 'Nothing to go by: give it words that mean something, or a document that belongs.';
  }
}
