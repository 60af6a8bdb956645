/** Heights above are guessed until they are laid out, so the place is sought again. */
const TRIES = 4;

/** Scrolls so that the passage shown stands one third from the top. */
export function bringIntoView(scroller: HTMLElement | null, tries = TRIES): void {
  if (scroller === null) return;
  const passage = scroller.querySelector('.passage');
  if (passage === null) {
    scroller.scrollTop = 0;
    return;
  }
  const box = scroller.getBoundingClientRect();
  const off = passage.getBoundingClientRect().top - (box.top + box.height / 3);
  if (Math.abs(off) < 2) return;
  scroller.scrollTop += off;
  if (tries > 1) requestAnimationFrame(() => bringIntoView(scroller, tries - 1));
}
