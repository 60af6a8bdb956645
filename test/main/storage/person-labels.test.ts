import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { array, assert, constantFrom, oneof, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';

import { PersonCopies } from '../../../src-main/storage/person-copies.ts';
import { openPersonDatabase, recoverPerson } from '../../../src-main/storage/person-database.ts';
import type { LabelToSave } from '../../../src-main/storage/person-labels.ts';
import { PersonStore } from '../../../src-main/storage/person.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

async function person() {
  const folder = await temporaryFolder();
  const file = join(folder.path, 'person.db');
  const store = new PersonStore(openPersonDatabase(file), new PersonCopies(file));
  const dispose = async () => {
    store.close();
    await folder[Symbol.asyncDispose]();
  };
  return { folder: folder.path, store, labels: store.labels, [Symbol.asyncDispose]: dispose };
}

const label = (name: string, more: Partial<LabelToSave> = {}): LabelToSave => ({
  name,
  parent: null,
  colour: 0,
  threshold: null,
  words: [],
  ...more,
});

const HASH = Uint8Array.of(1, 2, 3);
const said = (id: number, path: string, verdict: 1 | -1 | null, hash = HASH) => ({
  label: id,
  root: '/papers',
  path,
  hash,
  verdict,
});

describe('labels', () => {
  it('are kept with their words in order, by name', async () => {
    await using made = await person();
    const travel = made.labels.saveLabel(label('Travel', { words: ['visa', 'hotel'], colour: 3 }));
    const art = made.labels.saveLabel(label('art', { parent: travel, threshold: 0.7 }));
    expect(made.labels.labels()).toEqual([
      { id: art, ...label('art', { parent: travel, threshold: 0.7 }) },
      { id: travel, ...label('Travel', { words: ['visa', 'hotel'], colour: 3 }) },
    ]);
    made.labels.saveLabel({ id: travel, ...label('travel', { words: ['rail'] }) });
    expect(made.labels.labels()[1]).toEqual({ id: travel, ...label('travel', { words: ['rail'] }) });
  });

  it('have names of their own, without regard to case', async () => {
    await using made = await person();
    const first = made.labels.saveLabel(label('Élan vital'));
    expect(() => made.labels.saveLabel(label('éLAN  vital'))).toThrow(
      expect.objectContaining({ code: 'LABEL_NAME_TAKEN', message: expect.stringContaining('Élan vital') }),
    );
    expect(made.labels.saveLabel({ id: first, ...label('élan vital') })).toBe(first);
    expect(made.labels.labels()).toHaveLength(1);
  });

  it('lie under one another one level deep', async () => {
    await using made = await person();
    const top = made.labels.saveLabel(label('top'));
    const below = made.labels.saveLabel(label('below', { parent: top }));
    const other = made.labels.saveLabel(label('other'));
    const nested = expect.objectContaining({ code: 'LABEL_NESTED' });
    expect(() => made.labels.saveLabel(label('deep', { parent: below }))).toThrow(nested);
    expect(() => made.labels.saveLabel({ id: top, ...label('top', { parent: other }) })).toThrow(nested);
    expect(() => made.labels.saveLabel({ id: other, ...label('other', { parent: other }) })).toThrow(nested);
    expect(made.labels.labels().map(({ name, parent }) => [name, parent])).toEqual([
      ['below', top],
      ['other', null],
      ['top', null],
    ]);
  });

  it('that are not known are refused', async () => {
    await using made = await person();
    const unknown = expect.objectContaining({ code: 'LABEL_UNKNOWN' });
    expect(() => made.labels.saveLabel({ id: 7, ...label('a') })).toThrow(unknown);
    expect(() => made.labels.saveLabel(label('a', { parent: 7 }))).toThrow(unknown);
    expect(() => {
      made.labels.removeLabel(7);
    }).toThrow(unknown);
    expect(() => {
      made.labels.judge(said(7, 'a.md', 1));
    }).toThrow(unknown);
    expect(made.labels.labels()).toEqual([]);
    expect(made.labels.judgements()).toEqual([]);
  });

  it('leave what lies under them at the top, take judgements along and never give their id away', async () => {
    await using made = await person();
    const top = made.labels.saveLabel(label('top'));
    const below = made.labels.saveLabel(label('below', { parent: top }));
    const last = made.labels.saveLabel(label('last', { words: ['a'] }));
    made.labels.judge(said(below, 'a.md', 1));
    made.labels.judge(said(last, 'a.md', 1));
    made.labels.removeLabel(top);
    made.labels.removeLabel(last);
    expect(made.labels.labels()).toEqual([{ id: below, ...label('below') }]);
    expect(made.labels.judgements().map((one) => one.label)).toEqual([below]);
    expect(made.labels.saveLabel(label('next'))).toBeGreaterThan(last);
    expect(made.labels.undoLast()).toMatchObject({ label: below });
  });

  it('come back from a copy', async () => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, 'person.db');
    const first = new PersonStore(openPersonDatabase(file), new PersonCopies(file));
    const id = first.labels.saveLabel(label('Travel', { words: ['visa'] }));
    first.labels.judge(said(id, 'a.md', -1));
    first.close();
    rmSync(file);
    recoverPerson(file);
    const again = new PersonStore(openPersonDatabase(file));
    expect(again.labels.labels()).toMatchObject([{ name: 'Travel', words: ['visa'] }]);
    expect(again.labels.judgements()).toMatchObject([{ path: 'a.md', verdict: -1 }]);
    again.close();
  });
});

describe('judgements', () => {
  it('stand as they were said last, the newest first', async () => {
    await using made = await person();
    const id = made.labels.saveLabel(label('a'));
    const other = made.labels.saveLabel(label('b'));
    made.labels.judge(said(id, 'one.md', 1));
    made.labels.judge(said(id, 'two.md', -1));
    made.labels.judge(said(other, 'one.md', -1));
    made.labels.judge(said(id, 'one.md', -1, Uint8Array.of(9)));
    expect(made.labels.judgements(id)).toMatchObject([
      { path: 'one.md', verdict: -1, hash: Uint8Array.of(9) },
      { path: 'two.md', verdict: -1, hash: HASH },
    ]);
    expect(made.labels.judgements()).toHaveLength(3);
    made.labels.judge(said(id, 'one.md', null));
    expect(made.labels.judgements(id).map(({ path }) => path)).toEqual(['two.md']);
  });

  it('are taken back one by one, as a pile of all that changed something tells', async () => {
    const step = oneof(
      record({
        path: constantFrom('a', 'b'),
        verdict: constantFrom(1 as const, -1 as const, null),
        label: constantFrom(0, 1),
      }),
      constantFrom('undo' as const),
    );
    await using made = await person();
    let run = 0;
    const agrees = property(array(step, { maxLength: 20 }), (steps) => {
      while (made.labels.undoLast() !== null);
      run += 1;
      const ids = [0, 1].map((place) => made.labels.saveLabel(label(`${run} ${place}`)));
      const pile: ReadonlyMap<string, number>[] = [new Map()];
      for (const one of steps) {
        const top = pile.at(-1) ?? new Map<string, number>();
        if (one === 'undo') {
          expect(made.labels.undoLast() === null).toBe(pile.length === 1);
          if (pile.length > 1) pile.pop();
          continue;
        }
        made.labels.judge(said(ids[one.label] ?? -1, one.path, one.verdict));
        const key = `${one.label} ${one.path}`;
        if ((top.get(key) ?? null) === one.verdict) continue;
        const next = new Map(top);
        if (one.verdict === null) next.delete(key);
        else next.set(key, one.verdict);
        pile.push(next);
      }
      const standing = made.labels
        .judgements()
        .map((one): [string, number] => [`${ids.indexOf(one.label)} ${one.path}`, one.verdict]);
      expect(new Map(standing)).toEqual(pile.at(-1));
    });
    assert(agrees, { numRuns: 60 });
  });

  it('go with their folder, and nothing of them stays in any file', async () => {
    await using made = await person();
    const id = made.labels.saveLabel(label('a'));
    const root = made.store.addRoot('/papers');
    made.labels.judge(said(id, 'zanzibar/a.md', 1));
    made.labels.judge({ ...said(id, 'kept.md', 1), root: '/other' });
    made.store.removeRoot(root.id);
    expect(made.labels.judgements().map(({ path }) => path)).toEqual(['kept.md']);
    for (const name of readdirSync(made.folder))
      expect(readFileSync(join(made.folder, name)).includes('zanzibar'), name).toBe(false);
  });

  it('stay where their folder becomes part of one around it', async () => {
    await using made = await person();
    const id = made.labels.saveLabel(label('a'));
    const inner = made.store.addRoot(join('/papers', 'old', 'taxes'));
    made.store.addRoot('/papers');
    made.labels.judge({ ...said(id, 'a.md', 1), root: inner.path });
    made.store.removeRoot(inner.id);
    expect(made.labels.judgements()).toMatchObject([{ root: '/papers', path: 'old/taxes/a.md', verdict: 1 }]);
  });
});
