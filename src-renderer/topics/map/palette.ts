import { pencil } from '../../lib/labels.ts';

/** The page's colours as a canvas takes them. */
export interface Palette {
  readonly sheet: string;
  readonly ink: string;
  readonly faint: string;
  readonly line: string;
  readonly pen: string;
  readonly wash: string;
  readonly font: string;
  /** Of names, in pixels of CSS: it follows the person's text size. */
  readonly fontSize: number;
  /** A label's colour. */
  readonly label: (colour: number) => string;
}

const USUAL_SIZE = 13;

/** Reads tokens where an element stands; forced colours take the place of those that mean nothing. */
export function readPalette(element: HTMLElement): Palette {
  const probe = element.ownerDocument.createElement('span');
  // Labels keep their colours on the map, as their signs do beside it.
  probe.style.forcedColorAdjust = 'none';
  element.append(probe);
  try {
    const isForced = matchMedia('(forced-colors: active)').matches;
    const token = (value: string): string => {
      probe.style.color = value;
      return getComputedStyle(probe).color;
    };
    const known = new Map(Array.from({ length: 8 }, (_, colour) => [colour, token(pencil(colour))]));
    return {
      sheet: token(isForced ? 'Canvas' : 'var(--sheet)'),
      ink: token(isForced ? 'CanvasText' : 'var(--ink)'),
      faint: token(isForced ? 'CanvasText' : 'var(--ink-3)'),
      line: token(isForced ? 'CanvasText' : 'var(--line-strong)'),
      pen: token(isForced ? 'Highlight' : 'var(--pen)'),
      wash: token(isForced ? 'Highlight' : 'color-mix(in srgb, var(--pen) 12%, transparent)'),
      font: getComputedStyle(probe).fontFamily,
      fontSize: Number.parseFloat(getComputedStyle(probe).fontSize) || USUAL_SIZE,
      label: (colour) => known.get(colour) ?? '',
    };
  } finally {
    probe.remove();
  }
}

/** Calls back whenever colours may be others; the returned function ends it. */
export function onColours(changed: () => void): () => void {
  const queries = ['(prefers-color-scheme: dark)', '(forced-colors: active)'].map((query) =>
    matchMedia(query),
  );
  for (const query of queries) query.addEventListener('change', changed);
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  return () => {
    for (const query of queries) query.removeEventListener('change', changed);
    observer.disconnect();
  };
}
