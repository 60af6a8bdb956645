import { Parser } from 'htmlparser2';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

export type TextForm = 'wordnet' | 'dictionary' | 'html' | 'plain' | 'fortunes' | 'manual';

const READERS: Record<TextForm, (text: string) => string[]> = {
  wordnet: readWordNet,
  dictionary: readDictionary,
  html: readHtml,
  plain: (text) => text.split(/\n\s*\n/),
  fortunes: (text) => text.split(/\n%\n/),
  manual: readManual,
};

/** The paragraphs of a file, blanks collapsed. `.gz` and dictzip's `.dz` are both gzip. */
export function readParagraphs(file: string, form: TextForm): string[] {
  const bytes = readFileSync(file);
  const text = (/\.[gd]z$/.test(file) ? gunzipSync(bytes) : bytes).toString('utf8');
  return READERS[form](text).map((paragraph) => paragraph.replace(/\s+/g, ' ').trim());
}

/** A line of WordNet's data files: offset, file, type, word count (hex), words, pointers, `|`, gloss; see wndb(5). */
function readWordNet(text: string): string[] {
  const paragraphs: string[] = [];
  for (const line of text.split('\n')) {
    const bar = line.indexOf(' | ');
    if (line.startsWith(' ') || bar < 0) continue;
    const fields = line.slice(0, bar).split(' ');
    const words = fields
      .slice(4, 4 + 2 * Number.parseInt(fields[3] ?? '0', 16))
      .filter((_, index) => index % 2 === 0);
    paragraphs.push(`${words.join(', ').replaceAll('_', ' ')}: ${line.slice(bar + 3)}`);
  }
  return paragraphs;
}

/** A dictd file: a headword at the margin, its entry indented below it. */
function readDictionary(text: string): string[] {
  return text.split(/\n(?=[^\s])/).map((entry) => {
    const body = entry
      .replace(/\[(1913 Webster|PJC|WordNet[^\]]*|\{?Jargon File\}?)[^\]]*\]/g, ' ')
      .replace(/\\[^\\\n]*\\,?/g, ' ');
    return body.replace(/[{}]/g, '').replace(/\(\d{4}-\d\d-\d\d\)/g, ' ');
  });
}

const BLOCKS = new Set([
  'p',
  'li',
  'dd',
  'dt',
  'td',
  'h1',
  'h2',
  'h3',
  'h4',
  'div',
  'blockquote',
  'section',
  'br',
]);
const SILENT = new Set(['script', 'style', 'pre', 'head', 'nav']);

function readHtml(text: string): string[] {
  const paragraphs: string[] = [];
  let current = '';
  let silent = 0;
  const breakParagraph = (): void => {
    paragraphs.push(current);
    current = '';
  };
  const parser = new Parser({
    onopentag(name) {
      if (SILENT.has(name)) silent++;
      if (BLOCKS.has(name)) breakParagraph();
    },
    ontext(piece) {
      if (silent === 0) current += piece;
    },
    onclosetag(name) {
      if (SILENT.has(name)) silent--;
      if (BLOCKS.has(name)) breakParagraph();
    },
  });
  parser.end(text);
  breakParagraph();
  return paragraphs;
}

/** man(7) source: requests that begin or end a paragraph split it, font requests keep their words, the rest is dropped. */
function readManual(text: string): string[] {
  const lines = text.split('\n').map((line) => {
    if (/^\.(PP|P|TP|IP|SH|SS|LP|HP|EX|EE|RS|RE)\b/.test(line)) return '';
    if (/^\.(B|I|BR|IR|RB|RI|BI|IB)\b/.test(line)) return line.replace(/^\.\w+ /, '').replaceAll('"', '');
    return /^[.']/.test(line) ? ' ' : line;
  });
  const plain = lines
    .join('\n')
    .replace(/\\f[A-Z]|\\[&%]/g, '')
    .replace(/\\\(?(-|aq|dq|em|en|bu)/g, '-')
    .replaceAll('\\', '');
  return plain.split(/\n\n+/);
}
