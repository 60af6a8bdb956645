import type { Page } from 'playwright-core';

import { HOME } from './fake-answers.ts';
import { ERRORS } from './scripted-data.ts';
import { ScriptedEngine } from './scripted-engine.ts';

export const QUERY = 'how much notice before I leave the flat';
export const LIGHT_ORDER = [
  'Tenants’ handbook 2023.pdf',
  'Letter to Frau Albrecht, notice.docx',
  'House rules.txt',
  'Tenancy agreement Lindenweg 14.pdf',
];
export const DEEP_ORDER = [
  'Tenancy agreement Lindenweg 14.pdf',
  'Tenants’ handbook 2023.pdf',
  'Letter to Frau Albrecht, notice.docx',
  'Re: moving out in June.eml',
];

/** A library that has been read in part. */
export function library(): ScriptedEngine {
  const engine = new ScriptedEngine();
  engine.addFolder(HOME);
  Object.assign(engine.addFolder('/home/ada/Papers', 1870), { searchable: 1608, deepened: 9900 });
  engine.errors = ERRORS;
  return engine;
}

export async function order(page: Page): Promise<string[]> {
  return (await page.locator('[data-title]').allTextContents()).slice(0, 4);
}

export function focused(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
}

export function thirdFromTop(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const pane = document.querySelector('[data-preview-text]')?.getBoundingClientRect();
    const passage = document.querySelector('mark.passage')?.getBoundingClientRect();
    return (
      pane !== undefined && passage !== undefined && Math.abs(passage.top - pane.top - pane.height / 3) < 24
    );
  });
}
