import { failure } from '../reasons.ts';
import { boundFiles, loadSevenZip } from './seven-zip-library.ts';
import type { SevenZipFiles, SevenZipLibrary } from './seven-zip-library.ts';

/** A file in an archive, as the archive's own list describes it. */
export interface PackedFile {
  readonly path: string;
  /** Bytes unpacked; null where the list does not say. */
  readonly size: number | null;
  readonly isLocked: boolean;
}

/** An archive as it lies there. */
export interface Packed {
  readonly bytes: Uint8Array;
  /** As 7-Zip calls it. */
  readonly type: string;
  readonly password?: string;
}

const MEGABYTE = 1_048_576;
/** A reader has 512 MB for everything: the file itself, what unpacks it, and what comes out of it. */
const HEAP_AND_FILE = 320 * MEGABYTE;
const LEAST_HEAP = 64 * MEGABYTE;
const FILE_LIMIT = 20_000;
const MILLISECONDS = 15_000;
/** Folders within folders; 7-Zip bounds the length of a path itself. */
const DEPTH_LIMIT = 500;
const INPUT = '/in';
const LIST = '/list';
const OUTPUT = '/out';
/** The number of its cipher in a 7z. */
const AES = Buffer.of(0x06, 0xf1, 0x07, 0x01);
const LIST_BYTES = 1024;
/** Above every code that 7-Zip ends with. */
const STOPPED = 256;
const IS_LOCKED = /wrong password/i;

/** An archive that 7-Zip reads, in memory only. */
export class SevenZipArchive {
  readonly #library: SevenZipLibrary;
  readonly #bytes: Buffer;
  readonly #type: string;
  readonly #password: string;
  readonly #until = performance.now() + MILLISECONDS;
  /** Bytes that may still be written, what 7-Zip prints among them. */
  #room = Infinity;
  #isRunning = false;
  #isStopped = false;

  private constructor(library: SevenZipLibrary, { bytes, type, password = '' }: Packed) {
    this.#library = library;
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#type = type;
    this.#password = password;
    boundFiles(library.files, (written) => {
      this.#room -= written;
      return !this.#isRunning || (this.#room >= 0 && !this.#isLate());
    });
  }

  static async open(packed: Packed): Promise<SevenZipArchive> {
    const { bytes } = packed;
    const library = await loadSevenZip(Math.max(HEAP_AND_FILE - bytes.length, LEAST_HEAP));
    // Owned, so that the file is not in memory twice.
    library.files.writeFile(INPUT, bytes, { canOwn: true });
    library.files.mkdir(OUTPUT);
    return new SevenZipArchive(library, packed);
  }

  /** The files in the archive, in its order. Throws DOCUMENT_PASSWORD, PASSWORD_WRONG, FILE_BROKEN. */
  list(): PackedFile[] {
    const code = this.#run('l', '-slt', '-ba', '-bsp0', '-sccUTF-8');
    const { printed } = this.#library;
    const files = filesOf(printed);
    if (files.length > 0) return files;
    if (printed.some((line) => IS_LOCKED.test(line))) throw failure(this.#locked);
    if (code !== 0) throw failure(this.#hasLockedList ? this.#locked : 'FILE_BROKEN');
    return [];
  }

  /**
   * The files of these paths, or all, as far as they are whole. Throws ARCHIVE_TOO_LARGE where they are more than
   * `limit` bytes together, PARTS_CUT where it takes too long.
   */
  unpack(paths: readonly string[] | null, limit: number): Map<string, Uint8Array> {
    const { files, printed } = this.#library;
    if (this.#isLate()) throw failure('PARTS_CUT');
    files.writeFile(LIST, (paths ?? []).join('\n'));
    this.#room = limit;
    const only = paths === null ? [] : ['-scsUTF-8', `-i@${LIST}`];
    this.#run('x', '-y', '-spd', '-bso0', '-bsp0', `-o${OUTPUT}`, ...only);
    const broken = printed.filter((line) => line.startsWith('ERROR: '));
    const isFull = this.#room < 0;
    const unpacked = new Map<string, Uint8Array>();
    takeFiles(files, OUTPUT, (path, bytes) => {
      const name = path.slice(OUTPUT.length + 1);
      if (!broken.some((line) => line.endsWith(` : ${name}`))) unpacked.set(name, bytes);
    });
    if (isFull) throw failure('ARCHIVE_TOO_LARGE');
    if (this.#isLate()) throw failure('PARTS_CUT');
    return unpacked;
  }

  /** How the list of a 7z is packed stands near its end: 7-Zip takes one that is locked for a broken one now and then. */
  get #hasLockedList(): boolean {
    return this.#type === '7z' && this.#bytes.subarray(-LIST_BYTES).includes(AES);
  }

  get #locked(): 'DOCUMENT_PASSWORD' | 'PASSWORD_WRONG' {
    return this.#password === '' ? 'DOCUMENT_PASSWORD' : 'PASSWORD_WRONG';
  }

  #isLate(): boolean {
    return performance.now() > this.#until;
  }

  #run(...args: string[]): number {
    if (this.#isStopped) throw failure('FILE_BROKEN');
    this.#library.printed.length = 0;
    this.#isRunning = true;
    try {
      // An empty one too, so that it asks for none.
      return this.#library.run([...args, `-p${this.#password}`, `-t${this.#type}`, '--', INPUT]);
    } catch {
      // An exception of 7-Zip, which leaves it where it was: what it wrote is there, and it cannot go on.
      this.#isStopped = true;
      return STOPPED;
    } finally {
      this.#isRunning = false;
    }
  }
}

/** Files below a folder, which is emptied; links are passed over. */
function takeFiles(
  files: SevenZipFiles,
  folder: string,
  take: (path: string, bytes: Uint8Array) => void,
  depth = 0,
): void {
  for (const name of files.readdir(folder)) {
    if (name === '.' || name === '..') continue;
    const path = `${folder}/${name}`;
    const { mode } = files.lstat(path);
    if (files.isDir(mode)) {
      if (depth < DEPTH_LIMIT) takeFiles(files, path, take, depth + 1);
      continue;
    }
    if (files.isFile(mode)) take(path, files.readFile(path));
    files.unlink(path);
  }
}

/** `Path = a.txt`, the first line of each file that the list describes. */
const VALUE = /^(Path|Size|Folder|Attributes|Encrypted|Symbolic Link) = (.*)$/s;

function filesOf(lines: readonly string[]): PackedFile[] {
  const files: PackedFile[] = [];
  let values = new Map<string, string>();
  const end = (): void => {
    const path = values.get('Path');
    const isFolder = values.get('Folder') === '+' || values.get('Attributes')?.startsWith('D') === true;
    const size = Number.parseInt(values.get('Size') ?? '', 10);
    if (path !== undefined && !isFolder && (values.get('Symbolic Link') ?? '') === '') {
      files.push({
        path,
        size: Number.isNaN(size) ? null : size,
        isLocked: values.get('Encrypted') === '+',
      });
    }
    values = new Map();
  };
  for (const line of lines) {
    if (line === '') end();
    const [, name = '', value = ''] = VALUE.exec(line) ?? [];
    if (name !== '') values.set(name, value);
    if (files.length >= FILE_LIMIT) return files;
  }
  end();
  return files;
}
