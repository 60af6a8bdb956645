import { decode, encodingExists } from 'iconv-lite';

/** A line of a vCard or iCalendar file: `NAME;KEY=value:value`; RFC 6350, RFC 5545, and vCard 2.1 before them. */
export interface ContentLine {
  /** In capitals, without the group before it. */
  readonly name: string;
  /** Keys in capitals; a bare one of vCard 2.1 stands under its own name. */
  readonly parameters: ReadonlyMap<string, string>;
  readonly value: string;
}

export interface Component {
  readonly name: string;
  readonly lines: readonly ContentLine[];
}

const LINE = /^(?:[\w-]{1,100}\.)?([A-Za-z][\w-]{0,100})((?:;(?:"[^"]*"|[^":;])*)*):(.*)$/s;
const PARAMETER = /;\s*([\w-]+)(?:=((?:"[^"]*"|[^";])*))?/g;
/** Pictures and sounds within a card. */
const VALUE_LIMIT = 100_000;

/** The components of a file and how many lines of it could not be read. Parts of a component come before it. */
export function readComponents(text: string, visit: (component: Component) => void): number {
  const open: { name: string; lines: ContentLine[] }[] = [];
  let broken = 0;
  for (const source of unfold(text)) {
    if (source.trim() === '') continue;
    const line = readLine(source);
    if (line === null) broken++;
    else if (line.name === 'BEGIN') open.push({ name: line.value.trim().toUpperCase(), lines: [] });
    else if (line.name !== 'END') open.at(-1)?.lines.push(line);
    else closeComponent(open, visit);
  }
  while (open.length > 0) closeComponent(open, visit);
  return broken;
}

function closeComponent(
  open: { name: string; lines: ContentLine[] }[],
  visit: (component: Component) => void,
): void {
  const component = open.pop();
  if (component !== undefined) visit(component);
}

/** The value as people read it: `\n`, `\,` and `\;` undone. */
export function plainValue(value: string): string {
  return value.replace(/\\([nN,;:\\])/g, (_, mark: string) => (mark.toLowerCase() === 'n' ? '\n' : mark));
}

/** The parts of a name or an address, which `;` sets apart. */
export function valueParts(value: string): string[] {
  return value
    .split(/(?<!\\);/)
    .map((part) => plainValue(part).trim())
    .filter((part) => part !== '');
}

/** A line goes on where the next begins with a blank, or, in quoted-printable, where it ends with `=`. */
function* unfold(text: string): Generator<string> {
  let parts: string[] = [];
  let isQuoted = false;
  let goesOn = false;
  for (const line of text.split(/\r?\n/)) {
    if (parts.length > 0 && (goesOn || /^[ \t]/.test(line))) {
      parts.push(goesOn ? line : line.slice(1));
    } else {
      if (parts.length > 0) yield parts.join('');
      parts = [line];
      isQuoted = /^[^:]{0,200}QUOTED-PRINTABLE/i.test(line);
    }
    goesOn = isQuoted && line.endsWith('=');
    if (goesOn) parts[parts.length - 1] = (parts.at(-1) ?? '').slice(0, -1);
  }
  if (parts.length > 0) yield parts.join('');
}

function readLine(source: string): ContentLine | null {
  const [, name, keys = '', value = ''] = LINE.exec(source) ?? [];
  if (name === undefined) return null;
  const parameters = new Map<string, string>();
  for (const [, key = '', text] of keys.matchAll(PARAMETER)) {
    parameters.set(key.toUpperCase(), (text ?? '').replaceAll('"', ''));
  }
  if (value.length > VALUE_LIMIT) return { name: name.toUpperCase(), parameters, value: '' };
  const isQuoted =
    parameters.has('QUOTED-PRINTABLE') || /^quoted-printable$/i.test(parameters.get('ENCODING') ?? '');
  const read = isQuoted ? unquote(value, parameters.get('CHARSET')) : value;
  return { name: name.toUpperCase(), parameters, value: read };
}

function unquote(value: string, charset: string | undefined): string {
  const bytes: number[] = [];
  for (let at = 0; at < value.length; at++) {
    const code = value[at] === '=' ? parseInt(value.slice(at + 1, at + 3), 16) : Number.NaN;
    if (Number.isNaN(code)) bytes.push(...Buffer.from(value[at] ?? ''));
    else {
      bytes.push(code);
      at += 2;
    }
  }
  const encoding = charset !== undefined && encodingExists(charset) ? charset : 'utf-8';
  return decode(Buffer.from(bytes), encoding);
}
