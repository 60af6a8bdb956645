import type { FormerPage } from '../api/types.ts';

const NOTHING: FormerPage = { filled: false, look: null };

/** What the page knew when it was open last, as the program around it says in its address; nothing in a browser. */
export function readFormer({ search }: Pick<Location, 'search'>): FormerPage {
  const told = new URLSearchParams(search).get('former');
  if (told === null) return NOTHING;
  try {
    return parseFormer(JSON.parse(told));
  } catch {
    return NOTHING;
  }
}

/** Checked by the program when it was kept, perhaps by an earlier version of it. */
function parseFormer(told: unknown): FormerPage {
  if (typeof told !== 'object' || told === null) return NOTHING;
  const { filled, look } = told as Partial<FormerPage>;
  return { filled: filled === true, look: isLook(look) ? look : null };
}

function isLook(look: unknown): look is NonNullable<FormerPage['look']> {
  if (typeof look !== 'object' || look === null) return false;
  const { theme, density, textSize, dimPages } = look as Record<string, unknown>;
  const words = [theme, density, textSize].every((word) => typeof word === 'string');
  return words && typeof dimPages === 'boolean';
}
