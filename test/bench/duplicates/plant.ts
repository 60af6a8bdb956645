import { sentencesOf } from '../../../src-main/lib/text/sentences.ts';

/** Ways in which a person's copy of a document comes to differ from it. */
export const EDITS = {
  'words replaced': replaceWords,
  'sentences dropped': dropSentences,
  'sentences moved': moveSentences,
  'a paragraph added': addParagraph,
  'a header and a footer': addHeader,
  'case and punctuation': changeSigns,
  'lines broken anew': breakLines,
  'several at once': (text: string, random: () => number): string =>
    breakLines(addHeader(replaceWords(dropSentences(text, random, 0.04), random, 0.03))),
} as const;

export type Edit = keyof typeof EDITS;

/** Of all words, and of all sentences. */
const REPLACED = 0.06;
const DROPPED = 0.12;
const MOVED = 0.15;
const WIDTH = 64;

const OTHER_WORDS =
  'copper lantern drifted quietly beyond seven orchards while nobody measured the tide'.split(' ');

export function plantedCopy(text: string, edit: Edit, random: () => number): string {
  return EDITS[edit](text, random);
}

function replaceWords(text: string, random: () => number, share = REPLACED): string {
  return text.replaceAll(/\p{L}{3,}/gu, (word) => (random() < share ? picked(OTHER_WORDS, random) : word));
}

function dropSentences(text: string, random: () => number, share = DROPPED): string {
  return sentencesOf(text)
    .filter(() => random() >= share)
    .join('');
}

function moveSentences(text: string, random: () => number): string {
  const sentences = sentencesOf(text);
  for (let times = sentences.length * MOVED; times > 0; times -= 1) {
    const [moved = ''] = sentences.splice(Math.floor(random() * sentences.length), 1);
    sentences.splice(Math.floor(random() * sentences.length), 0, moved);
  }
  return sentences.join('');
}

function addParagraph(text: string, random: () => number): string {
  const words = Math.min(60, Math.floor(text.split(/\s+/u).length / 5));
  const paragraph = Array.from({ length: words }, () => picked(OTHER_WORDS, random)).join(' ');
  const at = text.indexOf('\n', Math.floor(random() * text.length));
  return at < 0 ? `${text}\n\n${paragraph}.\n` : `${text.slice(0, at)}\n\n${paragraph}.\n${text.slice(at)}`;
}

function addHeader(text: string): string {
  return `ACME Corporation · Confidential · Draft for comments\n\n${text}\n\nPrinted on demand. Page 1 of 1. All rights are someone's.\n`;
}

function changeSigns(text: string, random: () => number): string {
  return text
    .replaceAll(/[,;:]/gu, (sign) => (random() < 0.5 ? '' : sign))
    .replaceAll(/\p{L}+/gu, (word) => (random() < 0.2 ? word.toUpperCase() : word))
    .replaceAll('"', '“');
}

/** As a text that was copied out of pages: narrow lines, long words cut at their ends. */
function breakLines(text: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/u)) {
    if (line.length + word.length < WIDTH) line += `${word} `;
    else if (/^\p{L}{9,}$/u.test(word)) {
      lines.push(`${line}${word.slice(0, 4)}-`);
      line = `${word.slice(4)} `;
    } else {
      lines.push(line.trimEnd());
      line = `${word} `;
    }
  }
  return [...lines, line].join('\n');
}

function picked(words: readonly string[], random: () => number): string {
  return words[Math.floor(random() * words.length)] ?? '';
}
