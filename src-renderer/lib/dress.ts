import type { Settings } from '../api/types.ts';

type Look = Pick<Settings, 'theme' | 'density' | 'textSize' | 'dimPages'>;

/** Says on the root element how the page shall look; the tokens of tokens.css follow. */
export function dress(root: HTMLElement, { theme, density, textSize, dimPages }: Look): void {
  set(root, 'theme', theme === 'system' ? null : theme);
  set(root, 'density', density === 'dense' ? density : null);
  set(root, 'text', textSize === 'normal' ? null : textSize);
  set(root, 'pages', dimPages ? null : 'bright');
}

function set(root: HTMLElement, name: string, value: string | null): void {
  if (value === null) delete root.dataset[name];
  else root.dataset[name] = value;
}
