/** Where the rows stood before the list changed, and what was held there. */
export interface Standing {
  tops: Map<Element, number>;
  focused: HTMLElement | null;
  /** The selected row: it stays under the hand that asked for another order. */
  anchor: HTMLElement | null;
  offset: number;
  atTop: boolean;
}

const MOVE_MS = 220;
const EASING = 'cubic-bezier(.2,.7,.2,1)';

export function standing(list: HTMLElement, anchor: HTMLElement | null): Standing {
  const active = document.activeElement;
  return {
    tops: new Map(rowsOf(list).map((row) => [row, row.getBoundingClientRect().top])),
    focused: active instanceof HTMLElement && rowList(list).contains(active) ? active : null,
    anchor,
    offset: anchor === null ? 0 : anchor.offsetTop - list.scrollTop,
    atTop: list.scrollTop === 0,
  };
}

/** A list that scrolls itself, or one in something that does. */
function rowList(list: HTMLElement): HTMLElement {
  return list.matches('ol') ? list : (list.querySelector('ol') ?? list);
}

function rowsOf(list: HTMLElement): Element[] {
  return [...rowList(list).children];
}

/** Lets the rows glide from where they stood. A moved node loses the focus: it gets it back in the same tick. */
export function settle(list: HTMLElement, before: Standing): void {
  const { focused, anchor } = before;
  const isLost = document.activeElement === null || document.activeElement === document.body;
  if (focused?.isConnected === true && isLost) focused.focus({ preventScroll: true });
  if (anchor?.isConnected === true && focused !== null) {
    // At the top the best stays in sight; further down, the place being read does.
    list.scrollTop = before.atTop ? 0 : anchor.offsetTop - before.offset;
    reveal(list, anchor);
  }
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  const rows = rowsOf(list);
  for (const running of rows.flatMap((row) => row.getAnimations())) running.cancel();
  // All places are read before the first row moves: reading in between would lay the list out for each of them.
  const tops = rows.map((row) => row.getBoundingClientRect().top);
  for (const [index, row] of rows.entries()) glide(row, before.tops.get(row), tops[index] ?? 0);
}

/** Scrolls no further than needed; places are those at rest, not those of a row that still glides. */
export function reveal(list: HTMLElement, row: HTMLElement): void {
  const end = row.offsetTop + row.offsetHeight;
  if (row.offsetTop < list.scrollTop) list.scrollTop = row.offsetTop;
  else if (end > list.scrollTop + list.clientHeight) {
    list.scrollTop = Math.min(row.offsetTop, end - list.clientHeight);
  }
}

function glide(row: Element, before: number | undefined, now: number): void {
  if (before === undefined) {
    row.animate([{ opacity: 0 }, { opacity: 1 }], { duration: MOVE_MS });
    return;
  }
  const distance = before - now;
  if (distance === 0) return;
  row.animate([{ transform: `translateY(${distance}px)` }, { transform: 'none' }], {
    duration: MOVE_MS,
    easing: EASING,
  });
}
