import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';

import { decodeText } from '../../../src-main/files/encoding.ts';
import { endingOf } from '../../../src-main/files/formats.ts';

const MILLISECONDS = 30_000;
const OUTPUT_BYTES = 500_000_000;
/** Python: the file's paragraphs, a line each. */
const DOCX_PARAGRAPHS =
  'import docx, sys; d = docx.Document(sys.argv[1])\nfor p in d.element.body.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"): print("".join(t.text or "" for t in p.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t")))';
const ODT_PARAGRAPHS =
  'import sys; from odf import teletype, text; from odf.opendocument import load\nd = load(sys.argv[1])\ndef walk(e):\n  for c in getattr(e, "childNodes", []):\n    if getattr(c, "qname", None) in (text.P().qname, text.H(outlinelevel=1).qname): print(teletype.extractText(c))\n    else: walk(c)\nwalk(d.body)';
const RTF_TEXT =
  'import sys; from striprtf.striprtf import rtf_to_text\nprint(rtf_to_text(open(sys.argv[1], encoding="latin-1").read(), errors="ignore"))';
/**
 * Other programs that read a kind of file; each prints the file's text, and the first that is installed is asked. odt2txt
 * drops blanks and line ends, unrtf every letter that is not western: what stands before them does neither.
 */
const PROGRAMS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  pdf: [['pdftotext', '-q', '-enc', 'UTF-8', 'FILE', '-']],
  doc: [['antiword', '-m', 'UTF-8.txt', 'FILE']],
  rtf: [
    ['python3', '-c', RTF_TEXT, 'FILE'],
    ['unrtf', '--text', '--quiet', 'FILE'],
  ],
  odt: [
    ['python3', '-c', ODT_PARAGRAPHS, 'FILE'],
    ['odt2txt', '--encoding=UTF-8', '--width=-1', 'FILE'],
  ],
  docx: [['python3', '-c', DOCX_PARAGRAPHS, 'FILE']],
};
/** Files that are text as they stand. */
const PLAIN: ReadonlySet<string> = new Set(
  'txt md markdown org rst tex csv json vtt srt adoc textile mediawiki cfg bib t2t muse'.split(' '),
);

/** What unrtf says of a file between the lines of its text. */
const NOTICES = /^(?:###|AUTHOR:|-{10}).*$/gm;

/** What a program needs that Python brings only where it was installed. */
const MISSING_MODULE = /No module named '(\w+)'/;

/** Reads files with programs of others; what is not installed is told once and passed over. */
export class References {
  readonly #absent = new Set<readonly string[]>();

  /** Null where no reference reads this kind of file, or it fails. */
  textOf(path: string): string | null {
    const ending = endingOf(path);
    if (PLAIN.has(ending)) return decodeText(readFileSync(path));
    for (const command of PROGRAMS[ending] ?? []) {
      const text = this.#absent.has(command) ? null : this.#run(command, path);
      if (text !== null) return text;
    }
    return null;
  }

  #run(command: readonly string[], path: string): string | null {
    const [program = '', ...args] = command;
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
      this.#noteAbsence(command, thrown);
      return null;
    }
  }

  #noteAbsence(command: readonly string[], thrown: unknown): void {
    const isMissing = thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT';
    const module = MISSING_MODULE.exec(String(thrown))?.[1];
    if (!isMissing && module === undefined) return;
    this.#absent.add(command);
    const lack = module === undefined ? 'is not installed' : `has no ${module}`;
    process.stderr.write(`${command[0] ?? ''} ${lack}: it is passed over.\n`);
  }
}
