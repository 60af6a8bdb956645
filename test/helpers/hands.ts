import type { Locator, Page } from 'playwright-core';

/** What a person uses: the same journey is made with each. */
export interface Hand {
  readonly name: 'mouse' | 'keyboard';
  press(control: Locator): Promise<void>;
  /** What is typed takes the place of what stands there. */
  write(field: Locator, text: string): Promise<void>;
  /** An item of the menu that a button opens. */
  choose(button: Locator, item: Locator): Promise<void>;
}

/** More stops than any page has. */
const MOST_STEPS = 150;
const HAS_FOCUS = (element: Element): boolean => element === document.activeElement;

async function isReached(control: Locator): Promise<boolean> {
  return (await control.count()) > 0 && (await control.first().evaluate(HAS_FOCUS));
}

async function walkTo(control: Locator, key: string): Promise<void> {
  const page = control.page();
  for (let step = 0; step < MOST_STEPS; step += 1) {
    if (await isReached(control)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${key} does not lead to ${String(control)}`);
}

/** Walks with Tab until a control has the focus. */
export async function tabTo(control: Locator): Promise<void> {
  await control.first().waitFor();
  await walkTo(control, 'Tab');
}

export function mouse(page: Page): Hand {
  return {
    name: 'mouse',
    press: (control) => control.click(),
    write: async (field, text) => {
      await field.click({ clickCount: 3 });
      await page.keyboard.type(text);
    },
    choose: async (button, item) => {
      await button.click();
      await item.click();
    },
  };
}

/** Tab, arrows, Enter and letters: no pointer ever. */
export function keyboard(page: Page): Hand {
  return {
    name: 'keyboard',
    press: async (control) => {
      await tabTo(control);
      await page.keyboard.press('Enter');
    },
    write: async (field, text) => {
      await tabTo(field);
      await page.keyboard.press('Control+a');
      await page.keyboard.type(text);
    },
    choose: async (button, item) => {
      await tabTo(button);
      await page.keyboard.press('Enter');
      await item.waitFor();
      await walkTo(item, 'ArrowDown');
      await page.keyboard.press('Enter');
    },
  };
}

export const HANDS = { mouse, keyboard } as const;
