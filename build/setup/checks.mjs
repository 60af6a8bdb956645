import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What `npm run ready` looks at besides the tests; each counts as one. */
export const CHECKS = [
  { name: 'format', tool: 'oxfmt', args: ['--check'] },
  { name: 'lint', tool: 'oxlint', args: [] },
  { name: 'types', package: 'typescript', tool: 'tsc', args: ['-b'] },
  {
    name: 'types of the page',
    tool: 'svelte-check',
    args: ['--tsconfig', 'src-renderer/tsconfig.json', '--fail-on-warnings'],
  },
  {
    name: 'borders',
    package: 'dependency-cruiser',
    tool: 'depcruise',
    args: ['--config', '.dependency-cruiser.mjs', 'src-main', 'src-renderer'],
  },
  { name: 'dead code', tool: 'knip', args: [] },
];

/** The script behind a tool of node_modules, so that it runs under the Node we choose, on every platform. */
export function toolScript(root, { tool, package: owner = tool }) {
  const folder = join(root, 'node_modules', owner);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : bin[tool]);
}
