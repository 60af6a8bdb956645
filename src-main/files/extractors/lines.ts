import type { Outline } from '../outline.ts';
import { textual } from './text.ts';

/** A block of lines that belong to no paragraph: a passage's worth or two, so that a block is never a whole log. */
const BLOCK_LENGTH = 1500;

/** Adds lines as they are, in blocks that end at a blank line or when they are long enough. */
export function addLines(lines: readonly string[], outline: Outline): void {
  let block: string[] = [];
  let length = 0;
  for (const line of lines) {
    const isBlank = line.trim() === '';
    if (!isBlank) block.push(line);
    length += line.length;
    if (!isBlank && length < BLOCK_LENGTH) continue;
    outline.block(block.join('\n'));
    [block, length] = [[], 0];
  }
  outline.block(block.join('\n'));
}

/** Logs, settings and the like: lines, of which words and light meaning are enough. */
export const logExtractor = linesOf('log', true);
export const yamlExtractor = linesOf('yaml', true);
export const settingsExtractor = linesOf('settings', true);

function linesOf(format: string, dataLike: boolean): ReturnType<typeof textual> {
  return textual(format, (text, outline) => addLines(text.split('\n'), outline), { dataLike });
}
