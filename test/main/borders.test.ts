import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempDisposableSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { CHECKS, toolScript } from '../../build/setup/checks.mjs';

const ROOT = join(import.meta.dirname, '..', '..');

/** What keeps the borders; the sources are the test's own. */
const NET = [
  '.dependency-cruiser.mjs',
  'build/borders.ts',
  'oxlint.config.ts',
  'package.json',
  'src-main/contract/tsconfig.json',
  'src-main/tsconfig.json',
  'src-renderer/tsconfig.json',
  'svelte.config.js',
  'tsconfig.base.json',
];

/** A small program of the same shape that breaks no border. */
const CLEAN: Record<string, string> = {
  'src-main/contract/index.ts': `export interface Passage { readonly text: string }\n`,
  'src-main/engine/index.ts': `export interface Engine { readonly name: string }\n`,
  'src-main/search/search.ts': `export const limit = 10;\n`,
  'src-renderer/api/types.ts': `export type { Passage } from '../../src-main/contract/index.ts';\n`,
  'src-renderer/search/Result.svelte': `<script lang="ts">
  import type { Passage } from '../api/types.ts';
  let { passage }: { passage: Passage } = $props();
</script>
<p>{passage.text}</p>
`,
};

const PAGE_LEAK = {
  'src-renderer/search/Leak.svelte': `<script lang="ts">
  import type { Engine } from '../../src-main/engine/index.ts';
  let { engine }: { engine: Engine } = $props();
</script>
<p>{engine.name}</p>
`,
};

const SEARCH_LEAK = {
  'src-main/search/leak.ts': `import Database from 'better-sqlite3';\nexport const database = new Database('x');\n`,
};

const CONTRACT_LEAK = {
  'src-main/contract/leak.ts': `import type { Stats } from 'node:fs';\nexport type Leak = Stats;\n`,
};

function plant(leak: Record<string, string>) {
  const folder = mkdtempDisposableSync(join(tmpdir(), 'inkling-borders-'));
  for (const path of NET) cpSync(join(ROOT, path), join(folder.path, path));
  for (const [path, source] of Object.entries({ ...CLEAN, ...leak })) {
    mkdirSync(dirname(join(folder.path, path)), { recursive: true });
    writeFileSync(join(folder.path, path), source);
  }
  symlinkSync(join(ROOT, 'node_modules'), join(folder.path, 'node_modules'), 'junction');
  return folder;
}

/** What of the planted program is looked at, where the check itself would look at everything. */
const PLACES: Record<string, string[]> = {
  lint: ['src-main', 'src-renderer'],
  types: ['-b', 'src-main', 'src-renderer'],
};

/** A check of `npm run ready` over the planted program: what it says, or null where it finds nothing. */
function check(name: string, cwd: string): Promise<string | null> {
  const found = CHECKS.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`no check is called ${name}`);
  const args = PLACES[name] ?? found.args;
  return new Promise((resolve) => {
    execFile(process.execPath, [toolScript(ROOT, found), ...args], { cwd }, (error, stdout, stderr) =>
      resolve(error ? stdout + stderr : null),
    );
  });
}

/** A compiler's start is most of each check: seconds where cores are free, many more where they are not. */
const TIMEOUT_MILLISECONDS = 180_000;

describe('what a cut net would let through is reported', { timeout: TIMEOUT_MILLISECONDS }, () => {
  it('is silent where no border is broken', async () => {
    using program = plant({});
    for (const name of ['lint', 'borders', 'types', 'types of the page']) {
      expect(await check(name, program.path), name).toBeNull();
    }
  });

  it("a type of the engine inside a page's .svelte file, by the linter and by svelte-check", async () => {
    using program = plant(PAGE_LEAK);
    expect(await check('lint', program.path)).toContain('The page knows the engine by its contract only');
    expect(await check('types of the page', program.path)).toContain('Leak.svelte');
  });

  it('better-sqlite3 in search, by the linter and by the statement of the tree', async () => {
    using program = plant(SEARCH_LEAK);
    expect(await check('lint', program.path)).toContain('SQLite has one door');
    expect(await check('borders', program.path)).toMatch(/door-storage: src-main\/search\/leak\.ts/);
  });

  it("node's types in the contract, by the compiler, the linter and the statement of the tree", async () => {
    using program = plant(CONTRACT_LEAK);
    expect(await check('types', program.path)).toMatch(/contract.leak\.ts.*node:fs/);
    expect(await check('lint', program.path)).toContain('The contract runs in the page too');
    expect(await check('borders', program.path)).toMatch(/contract-is-plain: src-main\/contract\/leak\.ts/);
  });
});
