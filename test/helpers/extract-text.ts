import type { Extraction } from '../../src-main/files/extraction.ts';
import { extractDocument, readDocument } from '../../src-main/files/read.ts';

/** What is read of a file of this name and content. */
export async function extracted(name: string, content: string | Uint8Array): Promise<Extraction> {
  return (await extractDocument(Buffer.from(content), name)).extraction;
}

/** Each block as "heading > heading | text". */
export async function blocksOf(name: string, content: string | Uint8Array): Promise<string[]> {
  const { blocks } = await extracted(name, content);
  return blocks.map(({ heading, text }) =>
    heading.length === 0 ? text : `${heading.join(' > ')} | ${text}`,
  );
}

/** What a file of this name and content holds: paths, each with its texts or the code of what went wrong. */
export async function partsOf(name: string, content: string | Uint8Array): Promise<Record<string, string>> {
  const { parts } = await readDocument(Buffer.from(content), name);
  return Object.fromEntries(
    parts.map(({ path, content: held, failure }) => [
      path,
      failure?.code ?? held?.extraction.blocks.map(({ text }) => text).join('\n') ?? '',
    ]),
  );
}

/** Every word that was kept, wherever it stands. */
export async function wordsOf(name: string, content: string | Uint8Array): Promise<Set<string>> {
  const { title, blocks, fields } = await extracted(name, content);
  const kept = [
    title,
    ...Object.entries(fields).flat(),
    ...blocks.flatMap(({ heading, text }) => [...heading, text]),
  ];
  return new Set(
    kept
      .join(' ')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [],
  );
}
