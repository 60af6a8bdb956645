export interface KeyGroup {
  where: string;
  /** Keys parted by spaces, and what they do. */
  keys: readonly (readonly [string, string])[];
}

/** What each pane does by itself; commands that work anywhere stand in commands.ts. */
export const KEYS: readonly KeyGroup[] = [
  {
    where: 'Anywhere',
    keys: [
      ['F6 Shift+F6', 'Next pane, pane before'],
      ['Esc', 'Back: preview, list, query'],
    ],
  },
  {
    where: 'List',
    keys: [
      ['j k ↓ ↑', 'Next document, document before'],
      ['Home End', 'First and last document'],
      ['Space', 'To the preview and back'],
      ['Enter Ctrl+Enter', 'Open it, show it in its folder'],
      ['s', 'Documents close to it'],
      ['→ ←', 'Unfold and fold passages'],
      ['r', 'Take the better order'],
      ['c q', 'Copy the path, or those of the chosen; the quotation with its source'],
      ['x', 'Choose the document, or no longer'],
      ['Shift+↓ Shift+↑ Ctrl+A', 'Choose the next too, choose all'],
    ],
  },
  {
    where: 'Preview',
    keys: [
      ['n p', 'Next passage, passage before'],
      ['→ ←', 'Next page, page before'],
      ['t', 'Page or text'],
      ['+ − 0', 'Larger, smaller, as wide as the pane'],
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
