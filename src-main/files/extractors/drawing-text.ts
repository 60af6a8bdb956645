import { cleanCharacters } from '../normalise.ts';
import type { Outline } from '../outline.ts';
import { readXmlPart } from './xml-events.ts';

/** Elements that end a text: a shape, a comment, a point of a diagram. */
const ENDS: ReadonlySet<string> = new Set(['sp', 'comment', 'threadedComment', 'cm', 'pt', 'title']);
/** Copies for old programs, and words of the program itself. */
const LEFT_OUT: ReadonlySet<string> = new Set(['Fallback', 'rPh', 'authors']);

/** The words of shapes, diagrams and comments: each a block, its paragraphs lines. */
export function readDrawingText(part: Uint8Array | undefined, outline: Outline): void {
  let text = '';
  let isText = false;
  let leftOut = 0;
  const endBlock = (): void => {
    outline.block(cleanCharacters(text).trim());
    text = '';
  };
  readXmlPart(part, {
    open(name) {
      if (leftOut > 0 || LEFT_OUT.has(name)) leftOut++;
      isText = leftOut === 0 && (name === 't' || name === 'text');
      if (name === 'br') text += '\n';
    },
    text(words) {
      if (isText) text += words;
    },
    close(name) {
      isText = false;
      if (leftOut > 0) leftOut--;
      else if (name === 'p') text += '\n';
      else if (ENDS.has(name)) endBlock();
    },
  });
  endBlock();
}
