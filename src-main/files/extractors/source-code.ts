import type { Outline } from '../outline.ts';
import { textual } from './text.ts';

/** Blocks follow blank lines once they have this many characters. */
const BLOCK_LENGTH = 400;
const BLOCK_LIMIT = 4000;
/** A line at the margin (or one step in) that names a function, class or the like, in most languages. */
const NAMES =
  /^(?: {0,4}|\t)(?:(?:export|default|public|private|protected|internal|static|final|abstract|async|virtual|override|inline|const|pub(?:\([^)]{0,40}\))?|unsafe|extern|open|sealed|data)\s+){0,5}(class|struct|interface|trait|enum|impl|module|namespace|def|defp|defmodule|fn|func|function|fun|sub|proc|type|record|object|protocol)\s+([\w$.:<>?!-]{1,100})/;
const OUTER: ReadonlySet<string> = new Set(
  'class struct interface trait enum impl module namespace defmodule object protocol record'.split(' '),
);

/** Code as it stands, comments and all, under the names of the classes and functions it belongs to. */
export const sourceCodeExtractor = textual('source-code', readCode, { isTitledByHeading: false });

function readCode(text: string, outline: Outline): void {
  let block: string[] = [];
  let length = 0;
  const end = (): void => {
    outline.block(block.join('\n'));
    [block, length] = [[], 0];
  };
  for (const line of text.split('\n')) {
    const names = line.length < 500 ? NAMES.exec(line) : null;
    if (names !== null) {
      end();
      outline.heading(OUTER.has(names[1] ?? '') ? 2 : 3, `${names[1] ?? ''} ${names[2] ?? ''}`);
    }
    block.push(line);
    length += line.length + 1;
    if (length > BLOCK_LIMIT || (length > BLOCK_LENGTH && line.trim() === '')) end();
  }
  end();
}
