import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { licencesText, ownerOf, packagedParts } from '../../../build/package/parts.ts';
import { nativeFiles } from '../../../build/package/natives.ts';
import { keepOnly } from '../../../build/package/sbom.ts';
import { targetOf } from '../../../build/package/targets.ts';
import { sizesByPart } from '../../../build/package/tree.ts';
import type { PackedFile } from '../../../build/package/tree.ts';
import { leftOut, openedBelow } from '../../bench/package/opened.ts';
import { NEEDED, treeFaults } from '../../bench/package/tree-faults.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const target = targetOf('linux', 'x64');
const packed = (path: string, isUnpacked = false): PackedFile => ({ path, bytes: 1, isUnpacked });
const whole: readonly PackedFile[] = [...new Set([...NEEDED, ...nativeFiles(target)])].map((path) =>
  packed(path, /\.(node|so|so\.1)$|^resources\/models\//.test(path)),
);
const faultsWith = (...more: PackedFile[]): string[] =>
  treeFaults([...whole, ...more], { target, development: new Set(['node_modules/vitest']) });

describe('a package', () => {
  it('that is whole has no faults', () => {
    expect(faultsWith()).toEqual([]);
  });

  it.each([
    [packed('node_modules/zod/index.js.map'), 'is of no use at run time'],
    [packed('node_modules/zod/index.d.ts'), 'is of no use at run time'],
    [packed('node_modules/zod/tests/all.js'), 'is of no use at run time'],
    [packed('node_modules/vitest/index.js'), 'is of a development dependency'],
    [packed('node_modules/better-sqlite3/prebuilds/win32-x64.node', true), 'is of another platform'],
    [packed('resources/models/other/model.onnx'), 'where native code cannot open it'],
    [packed('out/main/lib/entry.js', true), 'where nothing vouches for it'],
  ])('with %o has that fault', (file, fault) => {
    expect(faultsWith(file)).toEqual([expect.stringContaining(fault)]);
  });

  it('without its model, or its native parts, is told', () => {
    const without = whole.filter(({ path }) => !path.endsWith('.onnx') && !path.includes('watcher'));
    expect(treeFaults(without, { target, development: new Set() })).toEqual([
      'resources/models/minilm-l6-v2/model.onnx is missing',
      'node_modules/@parcel/watcher-linux-x64-glibc/package.json is missing',
      'node_modules/@parcel/watcher-linux-x64-glibc/watcher.node is missing',
    ]);
  });

  it('tells its sizes by part, the small ones together', () => {
    const sizes = sizesByPart([
      { path: 'node_modules/@scope/large/a.js', bytes: 2_000_000, isUnpacked: false },
      { path: 'resources/models/x/model.onnx', bytes: 3_000_000, isUnpacked: true },
      { path: 'node_modules/small/a.js', bytes: 5, isUnpacked: false },
      { path: 'package.json', bytes: 7, isUnpacked: false },
    ]);
    expect([...sizes]).toEqual([
      ['resources/models', 3_000_000],
      ['@scope/large', 2_000_000],
      ['everything else', 12],
    ]);
  });
});

describe('the parts of a package', () => {
  it('are the owners of its files, nested ones too, and what the page is made of', () => {
    expect(ownerOf('node_modules/a/node_modules/@b/c/d/e.js')).toBe('node_modules/a/node_modules/@b/c');
    expect(ownerOf('out/main/cli/index.js')).toBeNull();
    const parts = packagedParts(ROOT, ['node_modules/zod/index.js', 'out/main/cli/index.js']);
    const names = parts.map(({ name }) => name);
    expect(names).toContain('zod');
    expect(names).toContain('svelte');
    expect(names).not.toContain('better-sqlite3');
    const text = licencesText('Our own.', parts);
    expect(text).toMatch(/^Inkling\n\nOur own\.\n/);
    expect(text).toContain('Permission is hereby granted');
  });

  it('are what is left of the bill of everything installed', () => {
    const component = (name: string) => ({
      'bom-ref': `${name}@1`,
      name,
      version: '1',
      scope: 'optional',
      properties: [{ name: 'cdx:npm:package:development', value: 'true' }],
    });
    const bill = keepOnly(
      {
        bomFormat: 'CycloneDX',
        metadata: { component: { ...component('inkling'), name: 'some-folder' } },
        components: ['zod', 'vitest', 'electron'].map(component),
        dependencies: [
          { ref: 'inkling@1', dependsOn: ['zod@1', 'vitest@1'] },
          { ref: 'vitest@1', dependsOn: ['zod@1'] },
        ],
      },
      [{ name: 'zod', version: '1', licence: 'MIT', text: '' }],
    );
    expect(bill.components.map(({ name }) => name)).toEqual(['zod', 'electron']);
    expect(bill.components).toEqual(
      bill.components.map((part) => ({ ...part, scope: 'required', properties: [] })),
    );
    expect(bill.metadata.component.name).toBe('inkling');
    expect(bill.dependencies).toEqual([{ ref: 'inkling@1', dependsOn: ['zod@1'] }]);
  });
});

it('what a program asked for in vain is seen where a checkout has it', async () => {
  await using folder = await temporaryFolder();
  const [traces, root] = [join(folder.path, 'traces'), join(folder.path, 'root')];
  mkdirSync(traces);
  mkdirSync(root);
  writeFileSync(join(root, 'there.wasm'), '');
  const missed = (file: string) => `openat(AT_FDCWD, "/app/${file}", O_RDONLY) = -1 ENOENT (No such file)`;
  const found = 'openat(AT_FDCWD, "/app/index.js", O_RDONLY|O_CLOEXEC) = 17';
  const foreign = 'stat("/etc/there.wasm", 0x7ffd) = -1 ENOENT (No such file)';
  writeFileSync(join(traces, 'process.1'), [missed('there.wasm'), found, foreign].join('\n'));
  writeFileSync(join(traces, 'process.2'), missed('build/Debug/x.node'));
  const opened = openedBelow('/app', traces);
  expect([...opened.found]).toEqual(['index.js']);
  expect(leftOut(opened, root)).toEqual(['there.wasm']);
});
