import { CompoundFile, childNamed } from './compound-file.ts';

/** Entries at the root of a compound file and the format they prove; embedded documents lie further in. */
const ROOT_ENTRIES: readonly (readonly [entry: string, format: string])[] = [
  ['WordDocument', 'word'],
  ['Workbook', 'excel'],
  ['Book', 'excel'],
  ['PowerPoint Document', 'old-powerpoint'],
  ['PP40', 'older-powerpoint'],
  ['__properties_version1.0', 'outlook-mail'],
  ['__nameid_version1.0', 'outlook-mail'],
  ['VisioDocument', 'visio'],
  ['Quill', 'publisher'],
  ['MatOST', 'works'],
  ['BodyText', 'hangul'],
  ['\u4840\u3b3f\u43f2\u4438\u45b1', 'program'],
  ['Catalog', 'database'],
];

export type CompoundKind =
  | { readonly kind: 'format'; readonly format: string }
  | { readonly kind: 'encrypted' | 'unknown' | 'broken' };

/** Tells a compound file by the names at its root; `preferred` counts where documents of two formats stand there. */
export function compoundKind(bytes: Uint8Array, preferred: string | undefined): CompoundKind {
  const root = rootOf(bytes);
  if (root === null || root.children.length === 0) return { kind: 'broken' };
  if (childNamed(root, 'EncryptedPackage') !== undefined) return { kind: 'encrypted' };
  const found = ROOT_ENTRIES.filter(([entry]) => childNamed(root, entry) !== undefined).map(
    ([, format]) => format,
  );
  const format = found.find((name) => name === preferred) ?? found[0];
  return format === undefined ? { kind: 'unknown' } : { kind: 'format', format };
}

function rootOf(bytes: Uint8Array): CompoundFile['root'] | null {
  try {
    return new CompoundFile(bytes).root;
  } catch {
    return null;
  }
}
