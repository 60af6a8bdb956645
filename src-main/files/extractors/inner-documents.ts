import { InklingError } from '../../lib/errors.ts';
import type { Extraction, InnerFile, ReadInner } from '../extraction.ts';
import type { Outline } from '../outline.ts';
import { shortfall } from '../reasons.ts';

/** Writes what is read of the files inside a document, each under a heading that is its name. */
export async function addInnerFiles(
  files: readonly InnerFile[],
  outline: Outline,
  { level, readInner }: { readonly level: number; readonly readInner: ReadInner },
): Promise<void> {
  for (const file of files) {
    const inner = await readInner(file);
    if (inner instanceof InklingError) addFailure(file.name, inner, outline);
    else addInnerFile(file.name, inner, outline, level);
  }
}

/** Writes an extraction into an outline, its title and its headings from `level` inward. */
export function addExtraction(extraction: Extraction, outline: Outline, level: number): void {
  let path: readonly string[] = [];
  const top = extraction.title === null ? level : level + 1;
  if (extraction.title !== null) outline.heading(level, extraction.title);
  for (const { heading, text } of extraction.blocks) {
    const shared = heading.findIndex((part, at) => part !== path[at]);
    const from = shared < 0 ? heading.length : shared;
    if (from < path.length && from === heading.length) outline.closeHeadings(top + from);
    for (let at = from; at < heading.length; at++) outline.heading(top + at, heading[at] ?? '');
    outline.block(text);
    path = heading;
  }
}

function addInnerFile(name: string, inner: Extraction, outline: Outline, level: number): void {
  if (inner.shortfall !== null)
    outline.shortfall ??= partShortfall(name, inner.shortfall.cause, inner.shortfall.code);
  const fields = Object.entries(inner.fields).map(([field, value]) => `${field}: ${value}`);
  if (inner.blocks.length === 0 && inner.title === null && fields.length === 0) return;
  outline.heading(level, name);
  outline.block(fields.join('\n'));
  addExtraction(inner, outline, level + 1);
}

/** A picture or a program has no words to miss; its name stands among the fields. */
function addFailure(name: string, reason: InklingError, outline: Outline): void {
  if (reason.code !== 'FORMAT_NOT_READ')
    outline.shortfall ??= partShortfall(name, reason.message, reason.code);
}

/** What a password would open says so; of anything else in it the whole cannot say more than that it is there. */
function partShortfall(name: string, cause: string, code = ''): Extraction['shortfall'] {
  const reason = code === 'DOCUMENT_PASSWORD' || code === 'PASSWORD_WRONG' ? code : 'PART_NOT_READ';
  return shortfall(reason, name === '' ? cause : `“${name}”: ${cause}`);
}
