import { quantile } from '../../src-main/engine/evaluation-measures.ts';

/** One line of a benchmark's table. */
export interface Row {
  readonly work: string;
  readonly value: number;
  readonly unit: string;
  /** Undefined where the figure is only told. */
  readonly bound?: { readonly least: number } | { readonly most: number };
  /** A floor of quality fails the run; time and memory only say within or over. */
  readonly isQuality: boolean;
}

/** Prints the table; answers whether every quality floor holds. */
export function printRows(rows: readonly Row[]): boolean {
  const width = Math.max(...rows.map(({ work }) => work.length));
  for (const row of rows) {
    const value = `${format(row.value)} ${row.unit}`.trim();
    process.stdout.write(`${row.work.padEnd(width)}  ${value.padStart(12)}  ${verdict(row)}\n`);
  }
  return rows.every((row) => !row.isQuality || holds(row));
}

function holds({ value, bound }: Row): boolean {
  if (bound === undefined) return true;
  return 'least' in bound ? value >= bound.least : value <= bound.most;
}

function verdict(row: Row): string {
  if (row.bound === undefined) return '';
  const [sign, limit] = 'least' in row.bound ? ['≥', row.bound.least] : ['≤', row.bound.most];
  const said = row.isQuality ? ['holds', 'BELOW ITS FLOOR'] : ['within', 'over'];
  return `${sign} ${format(limit)}  ${holds(row) ? said[0] : said[1]}`;
}

/** Four digits where they matter, never rounded up to meet a bound. */
function format(value: number): string {
  if (Number.isInteger(value)) return String(value);
  const digits = Math.abs(value) < 2 ? 4 : 1;
  return (Math.trunc(value * 10 ** digits) / 10 ** digits).toFixed(digits);
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}
