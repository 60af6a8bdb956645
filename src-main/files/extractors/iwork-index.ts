import { cleanCharacters } from '../normalise.ts';
import type { Outline } from '../outline.ts';
import { attributeOf, readXmlPart } from './xml-events.ts';

/** What nobody wrote into the document: its design, and words that only show where to write. */
const DESIGN: ReadonlySet<string> = new Set([
  'theme-list',
  'section-prototypes',
  'stylesheet',
  'stylesheet-ref',
  'master-slides',
  'ghost-text',
  'prototype-table-infos',
  'metadata',
]);
const BREAKS: ReadonlySet<string> = new Set(['br', 'lnbr', 'pgbr', 'contbr']);
const TABLE = 'tabular-model';
/** Within a cell: its text; its number. */
const CELL_TEXT = 'ct';
const CELL_NUMBER = 'n';

/** A document of iWork of before 2013: one XML of paragraphs and cells. */
export function readIworkIndex(index: Uint8Array, outline: Outline): void {
  /** The paragraphs that the place lies in, and what was read of them. */
  let depth = 0;
  let text = '';
  let cells: string[] = [];
  const end = (): void => {
    outline.block(cleanCharacters(text));
    text = '';
  };
  const endTable = (): void => {
    outline.block(cleanCharacters(cells.join('\n')));
    cells = [];
  };
  readXmlPart(index, {
    leavesOut: (name) => DESIGN.has(name),
    open: (name, attributes) => {
      if (name === 'p') depth++;
      else if (BREAKS.has(name)) text += '\n';
      else if (name === 'tab') text += '\t';
      else if (name === CELL_TEXT) cells.push(attributeOf(attributes, 's'));
      else if (name === CELL_NUMBER) cells.push(attributeOf(attributes, 'v'));
      else if (name === 'workspace' || name === TABLE) addName(name, attributes, outline);
    },
    text: (words) => {
      if (depth > 0) text += words;
    },
    close: (name) => {
      if (name === TABLE) endTable();
      if (name !== 'p') return;
      depth--;
      end();
    },
  });
  end();
  endTable();
}

/** Sheets and tables are named. */
function addName(element: string, attributes: Readonly<Record<string, string>>, outline: Outline): void {
  const isSheet = element === 'workspace';
  outline.heading(isSheet ? 1 : 2, attributeOf(attributes, isSheet ? 'workspace-name' : 'name'));
}
