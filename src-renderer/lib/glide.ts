/** Where the rows stood before the list changed, and which had the focus. */
export interface Standing {
  tops: Map<Element, number>;
  focused: HTMLElement | null;
  anchor: HTMLElement | null;
  offset: number;
}

const MOVE_MS = 220;
const EASING = 'cubic-bezier(.2,.7,.2,1)';

export function standing(list: HTMLElement, anchor: HTMLElement | null): Standing {
  const active = document.activeElement;
  return {
    tops: new Map([...list.children].map((row) => [row, row.getBoundingClientRect().top])),
    focused: active instanceof HTMLElement && list.contains(active) ? active : null,
    anchor,
    offset: anchor?.getBoundingClientRect().top ?? 0,
  };
}

/** Lets the rows glide from where they stood. A moved node loses the focus: it gets it back in the same tick. */
export function settle(list: HTMLElement, before: Standing): void {
  if (before.focused?.isConnected === true && document.activeElement !== before.focused)
    before.focused.focus({ preventScroll: true });
  if (before.anchor?.isConnected === true && before.focused !== null) {
    list.scrollTop += before.anchor.getBoundingClientRect().top - before.offset;
  }
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  for (const row of list.children) {
    const top = before.tops.get(row);
    const distance = top === undefined ? 0 : top - row.getBoundingClientRect().top;
    if (top === undefined) row.animate([{ opacity: 0 }, { opacity: 1 }], { duration: MOVE_MS });
    else if (distance !== 0) {
      row.animate([{ transform: `translateY(${distance}px)` }, { transform: 'none' }], {
        duration: MOVE_MS,
        easing: EASING,
      });
    }
  }
}
