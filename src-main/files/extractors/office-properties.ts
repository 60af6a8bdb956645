import { oneLine } from '../normalise.ts';
import type { Outline } from '../outline.ts';
import { decodeEntities } from './entities.ts';

const PROPERTY =
  /<(?:dc|cp):(title|creator|subject|keywords|description|category)\b[^>]{0,500}>([^<]{1,20000})</g;
/** What Office writes where nobody gave a title. */
const EMPTY_TITLE =
  /^(?:PowerPoint[ -](?:Presentation|Präsentation)|Présentation PowerPoint|Presentación de PowerPoint|Presentazione standard di PowerPoint|(?:Slide|Folie|Diapositive|Diapositiva|Dia|Slajd|Slayt|Слайд) ?\d+|Презентация PowerPoint|PowerPoint 演示文稿|PowerPoint プレゼンテーション)$/i;

/** The title and fields of `docProps/core.xml`. */
export function readOfficeProperties(source: string, outline: Outline): void {
  for (const [, name = '', value = ''] of source.matchAll(PROPERTY)) {
    const words = decodeEntities(value);
    if (name !== 'title') outline.field(name === 'creator' ? 'author' : name, words);
    else if (!EMPTY_TITLE.test(oneLine(words))) outline.title(words);
  }
}
