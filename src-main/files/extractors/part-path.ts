/** A path as it stands in the part at `base`; parts of a URL may be escaped. */
export function resolvePath(base: string, target: string): string {
  const plain = unescapePath(target.replace(/#.*$/s, '')).replaceAll('\\', '/');
  const steps = plain.startsWith('/') ? [] : base.split('/').slice(0, -1);
  for (const step of plain.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}

/** Orders names by the numbers in them: the tenth part stands behind the second. */
export const byNumber = new Intl.Collator('en', { numeric: true }).compare;

function unescapePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
