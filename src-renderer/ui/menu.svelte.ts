/** Kept free at the edge of the window. */
const MARGIN = 8;
const GAP = 4;

/** A menu that opens below its button and is walked by arrows. */
export class MenuState {
  open = $state(false);
  button = $state<HTMLElement | null>(null);
  list = $state<HTMLElement | null>(null);

  readonly onbeforetoggle = (event: ToggleEvent): void => {
    this.open = event.newState === 'open';
  };

  readonly ontoggle = (event: ToggleEvent): void => {
    if (event.newState !== 'open') return;
    this.#place();
    this.#items()[0]?.focus();
    addEventListener('resize', () => this.list?.hidePopover(), { once: true });
  };

  readonly onkeydown = (event: KeyboardEvent): void => {
    const items = this.#items();
    const here = items.indexOf(document.activeElement as HTMLElement);
    const next = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: items.length - 1 }[event.key];
    if (event.key === 'Tab') this.list?.hidePopover();
    if (next === undefined) return;
    items[(next + items.length) % items.length]?.focus();
    event.preventDefault();
    event.stopPropagation();
  };

  choose(action: () => void): void {
    this.list?.hidePopover();
    action();
  }

  /** Right edges flush, inside the window. */
  #place(): void {
    const { button, list } = this;
    if (button === null || list === null) return;
    const at = button.getBoundingClientRect();
    const below = at.bottom + GAP + list.offsetHeight + MARGIN <= innerHeight;
    list.style.left = `${Math.max(MARGIN, at.right - list.offsetWidth)}px`;
    list.style.top = `${below ? at.bottom + GAP : at.top - GAP - list.offsetHeight}px`;
  }

  #items(): HTMLElement[] {
    return [...(this.list?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
  }
}
