import type { Preview } from './preview.svelte.ts';

/** Letters of the preview, which hold wherever nobody writes; true where the key was one of them. */
export function onPreviewKey(preview: Preview, key: string): boolean {
  if (preview.result === null) return false;
  if (key === 'n') preview.step(1);
  else if (key === 'p') preview.step(-1);
  else if (key === 't' && preview.look !== 'text') preview.show(preview.asText ? 'page' : 'text');
  else return !preview.asText && zoom(preview, key);
  return true;
}

/** Arrows turn the page where the focus is on it. */
export function onPageArrow({ pages, asText }: Preview, key: string): boolean {
  if (asText || pages.page === null || pages.zoom > 1) return false;
  if (key === 'ArrowRight') pages.turn(1);
  else if (key === 'ArrowLeft') pages.turn(-1);
  else return false;
  return true;
}

function zoom({ pages }: Preview, key: string): boolean {
  if (key === '+' || key === '=') pages.zoomBy(1);
  else if (key === '-' || key === '−') pages.zoomBy(-1);
  else if (key === '0') pages.zoomBack();
  else return false;
  return true;
}
