import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';

import { decodeText } from '../../../src-main/files/encoding.ts';
import { endingOf } from '../../../src-main/files/formats.ts';

const MILLISECONDS = 30_000;
const OUTPUT_BYTES = 500_000_000;
/** Other programs that read a kind of file; each prints the file's text. */
const PROGRAMS: Readonly<Record<string, readonly string[]>> = {
  pdf: ['pdftotext', '-q', '-enc', 'UTF-8', 'FILE', '-'],
  doc: ['antiword', '-m', 'UTF-8.txt', 'FILE'],
  rtf: ['unrtf', '--text', '--quiet', 'FILE'],
  odt: ['odt2txt', '--encoding=UTF-8', '--width=-1', 'FILE'],
  docx: [
    'python3',
    '-c',
    'import docx, sys; d = docx.Document(sys.argv[1])\nfor p in d.element.body.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"): print("".join(t.text or "" for t in p.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t")))',
    'FILE',
  ],
};
/** Files that are text as they stand. */
const PLAIN: ReadonlySet<string> = new Set(
  'txt md markdown org rst tex csv json vtt srt adoc textile mediawiki cfg bib t2t muse'.split(' '),
);

/** What unrtf says of a file between the lines of its text. */
const NOTICES = /^(?:###|AUTHOR:|-{10}).*$/gm;

/** Reads files with programs of others; what is not installed is told once and passed over. */
export class References {
  readonly #absent = new Set<string>();

  /** Null where no reference reads this kind of file, or it fails. */
  textOf(path: string): string | null {
    const ending = endingOf(path);
    if (PLAIN.has(ending)) return decodeText(readFileSync(path));
    const [program, ...args] = PROGRAMS[ending] ?? [];
    if (program === undefined || this.#absent.has(program)) return null;
    try {
      const text = execFileSync(
        program,
        args.map((arg) => (arg === 'FILE' ? resolve(path) : arg)),
        {
          encoding: 'utf8',
          // unrtf lays the pictures of a file where it stands.
          cwd: tmpdir(),
          timeout: MILLISECONDS,
          maxBuffer: OUTPUT_BYTES,
          stdio: ['ignore', 'pipe', 'pipe'],
        },
      );
      return program === 'unrtf' ? text.replace(NOTICES, '') : text;
    } catch (thrown) {
      this.#noteAbsence(program, thrown);
      return null;
    }
  }

  #noteAbsence(program: string, thrown: unknown): void {
    const isMissing = thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT';
    const lacksModule = String(thrown).includes("No module named 'docx'");
    if (!isMissing && !lacksModule) return;
    this.#absent.add(program);
    process.stderr.write(
      `${program} ${lacksModule ? 'has no docx' : 'is not installed'}: its files have no reference.\n`,
    );
  }
}
