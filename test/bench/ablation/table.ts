/** Figures of several ways by column; a way that lacks one has none there. */
export interface TableRow {
  readonly name: string;
  readonly figures: readonly number[];
}

/** Rows of figures under their columns' names; each figure with how far it is from the first row's. */
export function tableOf(columns: readonly string[], rows: readonly TableRow[]): string {
  const first = rows[0]?.figures ?? [];
  const cells = rows.map(({ name, figures }) => [
    name,
    ...figures.map((figure, column) => cell(figure, figure - (first[column] ?? figure))),
  ]);
  const lines = [['', ...columns], ...cells];
  const widths = lines[0]!.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines.map((line) => line.map((text, column) => padded(text, column, widths)).join('  ')).join('\n');
}

function cell(figure: number, difference: number): string {
  const sign = difference < 0 ? '−' : '+';
  return `${figure.toFixed(4)} ${sign}${Math.abs(difference).toFixed(4)}`;
}

function padded(text: string, column: number, widths: readonly number[]): string {
  const width = widths[column] ?? 0;
  return column === 0 ? text.padEnd(width) : text.padStart(width);
}
