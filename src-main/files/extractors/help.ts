import { decodeText } from '../encoding.ts';
import type { Extraction, Extractor } from '../extraction.ts';
import { cleanCharacters } from '../normalise.ts';
import { Outline } from '../outline.ts';
import { failure } from '../reasons.ts';
import { readHelpContents } from './help-contents.ts';
import type { HelpEntry } from './help-contents.ts';
import { htmlExtractor } from './html.ts';
import { addExtraction } from './inner-documents.ts';
import { resolvePath } from './part-path.ts';
import { SevenZipArchive } from './seven-zip.ts';

const PAGE = /\.(?:html?|xhtml)$/i;
const CONTENTS = /\.hhc$/i;
const SYSTEM = '#SYSTEM';
const MEGABYTE = 1_048_576;
const UNPACKED_LIMIT = 80 * MEGABYTE;
/** The record of the title among the facts that the file states of itself; nobody published what the others are. */
const TITLE_RECORD = 3;

/** Windows help: its pages as the chapters of one book, in the order of its contents. */
export const helpExtractor: Extractor = {
  format: 'help',
  async extract(bytes, name, readInner, key): Promise<Extraction> {
    const files = await filesOf(bytes);
    const outline = new Outline({ isTitledByHeading: false });
    outline.title(titleOf(files.get(SYSTEM)));
    const pages = new Map(
      [...files].filter(([path]) => PAGE.test(path)).map(([path, page]) => [path.toLowerCase(), page]),
    );
    const add = async (path: string, entry: HelpEntry | null): Promise<void> => {
      const page = pages.get(path);
      if (entry !== null) outline.heading(entry.level, entry.name);
      if (page === undefined) return;
      pages.delete(path);
      const extraction = await htmlExtractor.extract(page, name, readInner, key);
      const title = extraction.title === entry?.name ? null : extraction.title;
      if (entry === null) outline.closeHeadings();
      addExtraction({ ...extraction, title }, outline, (entry?.level ?? 0) + 1);
    };
    for (const entry of contentsOf(files)) await add(entry.path, entry);
    for (const path of pages.keys()) await add(path, null);
    return outline.finish();
  },
};

async function filesOf(bytes: Uint8Array): Promise<Map<string, Uint8Array>> {
  const archive = await SevenZipArchive.open({ bytes, type: 'chm' });
  const wanted = archive
    .list()
    .map(({ path }) => path)
    .filter((path) => PAGE.test(path) || CONTENTS.test(path) || path === SYSTEM);
  if (wanted.length === 0) throw failure('FILE_BROKEN');
  return archive.unpack(wanted, UNPACKED_LIMIT);
}

function contentsOf(files: ReadonlyMap<string, Uint8Array>): HelpEntry[] {
  const [path, contents] = [...files].find(([name]) => CONTENTS.test(name)) ?? [];
  if (path === undefined || contents === undefined) return [];
  return readHelpContents(cleanCharacters(decodeText(contents))).map((entry) => ({
    ...entry,
    path: entry.path === '' ? '' : resolvePath(path, entry.path).toLowerCase(),
  }));
}

/** Records of a number, a length and so many bytes follow the version. */
function titleOf(system: Uint8Array | undefined): string {
  if (system === undefined) return '';
  const records = Buffer.from(system.buffer, system.byteOffset, system.length);
  for (let at = 4; at + 4 <= records.length;) {
    const end = at + 4 + records.readUInt16LE(at + 2);
    if (records.readUInt16LE(at) === TITLE_RECORD) {
      const text = records.subarray(at + 4, end);
      const length = text.indexOf(0);
      return decodeText(length < 0 ? text : text.subarray(0, length));
    }
    at = end;
  }
  return '';
}
