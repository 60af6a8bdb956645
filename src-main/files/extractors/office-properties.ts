import { oneLine } from '../normalise.ts';
import type { Outline } from '../outline.ts';
import { decodeEntities } from './entities.ts';

const PROPERTY =
  /<(?:dc|cp|dcterms):(title|creator|subject|keywords|description|category|created|modified)\b[^>]{0,500}>([^<]{1,20000})</g;
/** What Office writes where nobody gave a title. */
const EMPTY_TITLE =
  /^(?:PowerPoint[ -](?:Presentation|Präsentation)|Présentation PowerPoint|Presentación de PowerPoint|Presentazione standard di PowerPoint|(?:Slide|Folie|Diapositive|Diapositiva|Dia|Slajd|Slayt|Слайд) ?\d+|Презентация PowerPoint|PowerPoint 演示文稿|PowerPoint プレゼンテーション)$/i;

/** The title and fields of `docProps/core.xml`; its date is the day it was made, else the day it was saved last. */
export function readOfficeProperties(source: string, outline: Outline): void {
  const dates = new Map<string, string>();
  for (const [, name = '', value = ''] of source.matchAll(PROPERTY)) {
    const words = decodeEntities(value);
    if (isDate(name)) dates.set(name, words);
    else if (name !== 'title') outline.field(name === 'creator' ? 'author' : name, words);
    else if (!EMPTY_TITLE.test(oneLine(words))) outline.title(words);
  }
  outline.field('date', dates.get('created') ?? dates.get('modified') ?? '');
}

function isDate(name: string): boolean {
  return name === 'created' || name === 'modified';
}
