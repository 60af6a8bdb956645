import type { Page } from 'playwright-core';

/** What a window cuts off: what is wider than its place, and controls that nobody can press. */
export async function cutOff(page: Page): Promise<string[]> {
  return [...(await page.evaluate(tooWide)), ...(await page.evaluate(beyondReach))];
}

/** The page, and what within it scrolls to the side though it is not made for that; runs in the page. */
function tooWide(): string[] {
  const ON_PURPOSE = '.facets, [aria-label="Filters of the query"], pre, textarea, [data-preview-page]';
  const wide = document.documentElement.scrollWidth - innerWidth;
  const within = [...document.querySelectorAll('body *')].filter((element) => {
    const { overflowX } = getComputedStyle(element);
    const isFitting = element.clientWidth === 0 || element.scrollWidth <= element.clientWidth + 1;
    return (overflowX === 'auto' || overflowX === 'scroll') && !isFitting && !element.matches(ON_PURPOSE);
  });
  const faults = within.map((element) => `scrolls sideways: ${element.outerHTML.slice(0, 140)}`);
  return wide > 0 ? [`the page is ${wide} px too wide`, ...faults] : faults;
}

/**
 * Controls whose middle stands outside the window, is cut by what holds them or lies below something else, unless they
 * can be scrolled to; runs in the page.
 */
function beyondReach(): string[] {
  const inFront = 'dialog[open], [role=menu]:popover-open, [role=menu][data-state=open]';
  const open = document.querySelector(inFront) ?? document;
  const isShown = (control: Element): boolean =>
    control.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && control.clientWidth > 1;
  /** Out of what is seen of something that scrolls. */
  const isScrolledAway = (control: Element, x: number, y: number): boolean => {
    for (let holder = control.parentElement; holder !== null; holder = holder.parentElement) {
      const { left, right, top, bottom } = holder.getBoundingClientRect();
      const { overflowX, overflowY } = getComputedStyle(holder);
      if (overflowY === 'auto' && (y < top || y > bottom)) return true;
      if (overflowX === 'auto' && (x < left || x > right)) return true;
    }
    return false;
  };
  return [...open.querySelectorAll('button, input, select, textarea, a[href]')]
    .filter(isShown)
    .flatMap((control) => {
      const { x, y, width, height } = control.getBoundingClientRect();
      const middle = [x + width / 2, y + height / 2] as const;
      if (isScrolledAway(control, ...middle)) return [];
      const hit = document.elementFromPoint(...middle);
      const labelled = hit?.closest('label')?.contains(control) === true;
      if (hit !== null && (control.contains(hit) || hit.contains(control) || labelled)) return [];
      return [
        `cannot be pressed: ${control.outerHTML.slice(0, 140)} below ${hit?.outerHTML.slice(0, 140) ?? 'nothing'}`,
      ];
    });
}

/** Movements that go on although the person asked for none. */
export function running(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    document
      .getAnimations()
      .filter(
        ({ playState, effect }) =>
          playState === 'running' && Number(effect?.getComputedTiming().duration) > 1,
      )
      .map(
        (animation) => `moves: ${animation instanceof CSSAnimation ? animation.animationName : animation.id}`,
      ),
  );
}
