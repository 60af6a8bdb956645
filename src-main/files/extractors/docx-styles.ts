import { readXmlEvents } from './xml-events.ts';

/** Chains of styles are short; a loop among them must end. */
const CHAIN_LIMIT = 20;
const HEADING_NAME = /^heading (\d)$/i;

interface Style {
  name: string;
  outlineLevel: number | null;
  basedOn: string;
}

/** Heading level by style id; 0 is the title. Names are English in every Word, ids are not. */
export function readHeadingStyles(source: string): ReadonlyMap<string, number> {
  const styles = new Map<string, Style>();
  let current: Style = { name: '', outlineLevel: null, basedOn: '' };
  readXmlEvents(source, {
    open(name, attributes) {
      const value = attributes['w:val'] ?? '';
      if (name === 'style') {
        current = { name: '', outlineLevel: null, basedOn: '' };
        styles.set(attributes['w:styleId'] ?? '', current);
      } else if (name === 'name') current.name = value;
      else if (name === 'basedOn') current.basedOn = value;
      else if (name === 'outlineLvl') current.outlineLevel = Number(value);
    },
  });
  const levels = new Map<string, number>();
  for (const id of styles.keys()) {
    const level = levelOf(id, styles);
    if (level !== null) levels.set(id, level);
  }
  return levels;
}

function levelOf(id: string, styles: ReadonlyMap<string, Style>): number | null {
  let style = styles.get(id);
  for (let step = 0; style !== undefined && step < CHAIN_LIMIT; step++) {
    if (style.name.toLowerCase() === 'title') return 0;
    const named = HEADING_NAME.exec(style.name)?.[1];
    if (named !== undefined) return Number(named);
    if (style.outlineLevel !== null) return outlineHeading(style.outlineLevel);
    style = styles.get(style.basedOn);
  }
  return null;
}

/** Word counts from 0; 9 is body text. */
export function outlineHeading(outlineLevel: number): number | null {
  return outlineLevel >= 0 && outlineLevel < 9 ? outlineLevel + 1 : null;
}
