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

function unescapePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
