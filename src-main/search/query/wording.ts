/** `a`, `a or b`, `a, b and c`. */
export function listed(items: readonly string[], joint: 'and' | 'or'): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} ${joint} ${last}`;
}

export function quoted(text: string): string {
  return `“${text}”`;
}
