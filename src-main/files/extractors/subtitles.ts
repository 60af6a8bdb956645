import { textual } from './text.ts';

const CUE_TIME = /^(?:\d+:)?\d{1,2}:\d{2}[.,]\d{3}\s+-->/;
const SBV_TIME = /^\d+:\d{2}:\d{2}\.\d{3},\d+:\d{2}:\d{2}\.\d{3}$/;
const CUE_NUMBER = /^\d+$/;
const TAG = /<\/?[\w.:]+(?:\s[^<>]{0,200})?>|\{\\[^{}]{0,200}\}/g;
/** Cues to a block: what is said in half a minute or so. */
const BLOCK_CUES = 12;

/** What is said, without numbers and times, joined over a dozen cues so that a sentence is found whole. */
export const subtitlesExtractor = textual('subtitles', (text, outline) => {
  let block: string[] = [];
  let cues = 0;
  const lines = text.split('\n');
  for (const [at, line] of lines.entries()) {
    const isTime = CUE_TIME.test(line) || SBV_TIME.test(line);
    const isNumber = CUE_NUMBER.test(line.trim()) && CUE_TIME.test(lines[at + 1] ?? '');
    if (isTime) cues++;
    else if (!isNumber && line.trim() !== '' && line.trim() !== 'WEBVTT')
      block.push(line.replace(TAG, '').trim());
    if (!isTime || cues % BLOCK_CUES !== 0) continue;
    outline.block(block.join(' '));
    block = [];
  }
  outline.block(block.join(' '));
});
