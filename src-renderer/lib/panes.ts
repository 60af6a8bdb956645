/** Panes in reading order; F6 goes round them. */
const PANE = '[data-pane]';
const FOCUSABLE = 'a[href], button:not([disabled]), input:not([disabled]), [tabindex]';

/** Moves the focus to the next pane (or the one before); false where there is none. */
export function nextPane(root: ParentNode, backwards: boolean): boolean {
  const panes = [...root.querySelectorAll<HTMLElement>(PANE)].filter(isSeen);
  if (panes.length === 0) return false;
  const here = panes.findIndex((pane) => pane.contains(document.activeElement));
  const step = backwards ? -1 : 1;
  const start = here < 0 ? (backwards ? 0 : -1) : here;
  const pane = panes[(start + step + panes.length) % panes.length];
  const target = pane === undefined ? null : entry(pane);
  target?.focus();
  return target !== null;
}

function entry(pane: HTMLElement): HTMLElement | null {
  const candidates = [...pane.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(isSeen);
  return candidates.find((element) => element.tabIndex >= 0) ?? (pane.tabIndex >= -1 ? pane : null);
}

/** What is not laid out cannot take the focus. */
function isSeen(element: HTMLElement): boolean {
  return element.getClientRects().length > 0;
}
