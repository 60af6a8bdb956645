import type { DocumentOutput, Excerpt, FoundDocument, SearchNote } from '../../contract/index.ts';
import { snippet } from '../snippet.ts';
import type { Terminal } from '../terminal.ts';
import { printable } from '../text-width.ts';

const EXCERPT_LINES = 3;

export function documentOutput(document: FoundDocument): DocumentOutput {
  const { path, file, connected, title, format, size, modified, alsoAt } = document;
  return { path, file, connected, title, format, size, modified, also_at: alsoAt };
}

/** The file, its copies beneath it. */
export function documentLines(
  { path, connected, also_at }: DocumentOutput,
  { bold, dim }: Terminal,
): string[] {
  const away = connected ? '' : dim(' · not reachable now');
  return [`${bold(printable(path))}${away}`, ...also_at.map((copy) => dim(`also at ${printable(copy)}`))];
}

/** A stretch of a text in a few lines, and where it stands. */
export function excerptLines(
  { text, page, heading, marks }: Excerpt,
  { width, bold, dim }: Terminal,
  { sign, indent }: { readonly sign: string; readonly indent: number },
): string[] {
  const room = width - indent - sign.length - 1;
  const lines = snippet({ text, marks, answer: null }, { width: room, lines: EXCERPT_LINES, bold });
  const where = [...(page === null ? [] : [`page ${page}`]), ...(heading ? [printable(heading)] : [])];
  return [
    ...lines.map((line, place) => `${place === 0 ? sign : ' '.repeat(sign.length)} ${line}`),
    ...(where.length === 0 ? [] : [`${' '.repeat(sign.length)} ${dim(where.join(' · '))}`]),
  ];
}

export function indented(lines: readonly string[], by: number): string[] {
  return lines.map((line) => ' '.repeat(by) + line);
}

export function noteLines(notes: readonly SearchNote[], { dim }: Terminal): string[] {
  return notes.map(({ text }) => dim(printable(text)));
}

/** 0.934 as "93 %", never 100 % before it is all. */
export function percent(share: number): string {
  return `${Math.min(share === 1 ? 100 : 99, Math.round(share * 100))} %`;
}

export function day(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10);
}

/** How to go on where there is more. */
export function moreLine(shown: number, from: number, total: number, { dim }: Terminal): string[] {
  const last = from - 1 + shown;
  return last < total && shown > 0 ? [dim(`${total - last} more: --from ${last + 1}`)] : [];
}
