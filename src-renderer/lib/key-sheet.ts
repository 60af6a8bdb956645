export interface KeyGroup {
  where: string;
  /** Keys parted by spaces, and what they do. */
  keys: readonly (readonly [string, string])[];
}

/** On a Mac, Cmd stands for Ctrl. */
export const KEYS: readonly KeyGroup[] = [
  {
    where: 'Anywhere',
    keys: [
      ['/ Ctrl+K', 'To the query'],
      ['Ctrl+1 … Ctrl+4', 'Search, Topics, Library, Settings'],
      ['F6 Shift+F6', 'Next pane, pane before'],
      ['Esc', 'Back: preview, list, query'],
      ['?', 'These keys'],
    ],
  },
  {
    where: 'List',
    keys: [
      ['j k ↓ ↑', 'Next document, document before'],
      ['Home End', 'First and last document'],
      ['Enter Space', 'To the preview'],
      ['→ ←', 'Unfold and fold passages'],
      ['r', 'Take the better order'],
      ['c', 'Copy the path, or those of the chosen'],
      ['x', 'Choose the document, or no longer'],
      ['Shift+↓ Shift+↑ Ctrl+A', 'Choose the next too, choose all'],
      ['Ctrl+S', 'Save the search, or no longer'],
    ],
  },
  {
    where: 'Preview',
    keys: [
      ['n p', 'Next passage, passage before'],
      ['Esc Space', 'Back to the list'],
    ],
  },
  {
    where: 'Map',
    keys: [
      ['→ ← ↑ ↓', 'Next document that way; with Shift, move the map'],
      ['+ − 0', 'Larger, smaller, all of it'],
      ['Enter', 'What the document is'],
      ['Space a', 'Gather it, or all in sight'],
      ['Esc', 'Back: card, gathered, list'],
    ],
  },
  {
    where: 'Topics',
    keys: [
      ['y x', 'Belongs, does not belong; on to the next'],
      ['Ctrl+Z', 'Take back the last judgement'],
      ['n Ctrl+N', 'New label'],
      ['m', 'Map, or list'],
      ['Esc', 'Back: definition, list, labels'],
    ],
  },
];
