import type { Extraction } from '../../src-main/files/extraction.ts';
import { readParts } from '../../src-main/files/parts.ts';
import { extractDocument } from '../../src-main/files/read.ts';

/** What is read of a file of this name and content. */
export async function extracted(name: string, content: string | Uint8Array): Promise<Extraction> {
  return (await extractDocument(typeof content === 'string' ? Buffer.from(content) : content, name))
    .extraction;
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
  const { parts = [] } = await extracted(name, content);
  const contentHash = new Uint8Array(16);
  const read = await readParts(parts, async (bytes, path) => ({
    ...(await extractDocument(bytes, path)),
    contentHash,
  }));
  return Object.fromEntries(
    read.parts.map(({ path, content: held, failure }) => [
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
