/** Bytes, both ends with. */
export interface SizeRange {
  readonly least: number;
  readonly most: number;
}

const KILO = 1_000;
const KIBI = 1_024;
const UNITS: ReadonlyMap<string, number> = new Map([
  ['', 1],
  ['b', 1],
  ...['k', 'm', 'g', 't'].flatMap((letter, place): [string, number][] => [
    [letter, KILO ** (place + 1)],
    [`${letter}b`, KILO ** (place + 1)],
    [`${letter}ib`, KIBI ** (place + 1)],
  ]),
]);
const AMOUNT = /^(\d{1,12})(?:[.,](\d{1,3}))?\s?([kmgt]?(?:i?b)?)$/;
const COMPARED = /^(>=|<=|>|<|≥|≤)(.+)$/;

interface Amount {
  readonly bytes: number;
  /** Half of the last digit that was typed. */
  readonly slack: number;
}

/** Reads `>2MB`, `<=500kB`, `1GiB..4GiB`, `2MB` (as many, rounded); undefined for anything else. */
export function readSizes(text: string): SizeRange | undefined {
  const value = text.toLowerCase().replaceAll(/\s+/g, '');
  const compared = COMPARED.exec(value);
  if (compared !== null) return readCompared(compared[1] ?? '', readAmount(compared[2] ?? ''));
  const parts = value.split('..');
  if (parts.length === 1) return around(readAmount(value));
  const [from = '', to = ''] = parts;
  if (parts.length > 2 || (from === '' && to === '')) return undefined;
  // 1..4MB: the first number is in the unit of the second.
  const least =
    from === '' ? 0 : (/[a-z]$/.test(from) ? readAmount(from) : readAmount(from + unitIn(to)))?.bytes;
  const most = to === '' ? Number.POSITIVE_INFINITY : readAmount(to)?.bytes;
  return least === undefined || most === undefined || least > most ? undefined : { least, most };
}

function readCompared(sign: string, amount: Amount | undefined): SizeRange | undefined {
  if (amount === undefined) return undefined;
  const { bytes } = amount;
  if (sign === '>') return { least: bytes + 1, most: Number.POSITIVE_INFINITY };
  if (sign === '<') return { least: 0, most: bytes - 1 };
  if (sign === '<=' || sign === '≤') return { least: 0, most: bytes };
  return { least: bytes, most: Number.POSITIVE_INFINITY };
}

function around(amount: Amount | undefined): SizeRange | undefined {
  if (amount === undefined) return undefined;
  const { bytes, slack } = amount;
  return slack < 1 ? { least: bytes, most: bytes } : { least: bytes - slack, most: bytes + slack - 1 };
}

function readAmount(text: string): Amount | undefined {
  const match = AMOUNT.exec(text);
  const unit = UNITS.get(match?.[3] ?? '');
  if (match === null || unit === undefined) return undefined;
  const decimals = match[2] ?? '';
  const bytes = Math.round(Number(`${match[1]}.${decimals}0`) * unit);
  return { bytes, slack: Math.floor(unit / 10 ** decimals.length / 2) };
}

function unitIn(text: string): string {
  return /[a-z]*$/.exec(text)?.[0] ?? '';
}

/** `larger than 2 MB`, `from 1 GiB to 4 GiB`; as typed, set apart. */
export function sizeWords(text: string): string {
  const value = text.replaceAll(/\s+/g, '');
  const compared = COMPARED.exec(value);
  if (compared !== null) return `${SIGN_WORDS[compared[1] ?? ''] ?? ''} ${amountWords(compared[2] ?? '')}`;
  const [from = '', to] = value.split('..');
  if (to === undefined) return `of about ${amountWords(from)}`;
  if (from === '') return `of at most ${amountWords(to)}`;
  if (to === '') return `of at least ${amountWords(from)}`;
  return `from ${amountWords(from)} to ${amountWords(to)}`;
}

const SIGN_WORDS: Readonly<Record<string, string>> = {
  '>': 'larger than',
  '<': 'smaller than',
  '>=': 'of at least',
  '≥': 'of at least',
  '<=': 'of at most',
  '≤': 'of at most',
};

function amountWords(text: string): string {
  return text.replace(/^([\d.,]+)([A-Za-z]+)$/, '$1 $2');
}
