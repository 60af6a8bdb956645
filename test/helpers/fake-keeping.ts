import type { FolderRule, Licence, Storage } from '../../src-main/contract/index.ts';
import { folder } from './fake-folder.ts';
import { FakeTopics } from './fake-topics.ts';

/** The calls that look after a library, in memory. */
export class FakeKeeping extends FakeTopics {
  erased = false;
  restored: string | null = null;

  async storage(): Promise<Storage> {
    return { kinds: [{ kind: 'text', bytes: 4096 }], measured: 1 };
  }

  async ruleFolder(path: string, { patterns = '', meaning = true }: Partial<FolderRule>) {
    return { ...folder(path), patterns, meaning };
  }

  async wouldLeaveOut(_path: string, patterns: string) {
    return { files: patterns === '' ? 0 : 2, examples: patterns === '' ? [] : ['a.log', 'b.log'] };
  }

  async exclude() {
    return { folder: '/papers', before: '' };
  }

  async backup(path: string, name = 'inkling-backup.db') {
    return { file: `${path}/${name}`, bytes: 8192 };
  }

  async restore(file: string) {
    this.restored = file;
  }

  async erase() {
    this.erased = true;
  }

  async move(to: string) {
    return to;
  }

  isMoving() {
    return false;
  }

  async removeModel() {
    return 34_700_000;
  }

  about() {
    return { started: 1, connections: 0 };
  }

  async licences(): Promise<Licence[]> {
    return [{ name: 'zod', version: '4.6.7', licence: 'MIT', text: 'MIT License' }];
  }

  async suggestions(limit: number) {
    return ['How do I cancel the lease?', 'Tenants’ handbook 2023'].slice(0, limit);
  }
}
