/** True where a person asks what a command does; what follows `--` is not for us. */
export function asksForHelp(args) {
  const end = args.indexOf('--');
  const own = end < 0 ? args : args.slice(0, end);
  return own.includes('--help') || own.includes('-h');
}

/** True unless the arguments keep vitest to projects without a browser. */
export function needsBrowser(args) {
  const projects = args.flatMap((argument, index) => {
    if (argument.startsWith('--project=')) return [argument.slice('--project='.length)];
    return argument === '--project' ? [args[index + 1] ?? ''] : [];
  });
  return projects.length === 0 || projects.some((name) => name !== 'main' && name !== 'renderer');
}
