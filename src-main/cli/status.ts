import type { Command } from 'commander';

import type { Folder, Status, StatusOutput, Storage, StorageKind } from '../contract/index.ts';
import { command, withEngine } from './common-options.ts';
import type { CommonOptions } from './common-options.ts';
import { bytes, count, share } from './numbers.ts';
import type { Terminal } from './terminal.ts';
import { printable } from './text-width.ts';

export function statusCommand(terminal: Terminal): Command {
  return command({
    name: 'status',
    description: 'What the library holds and what is still to be read.',
    examples: [['inkling status', 'files, passages, folders']],
  }).action(async (options: CommonOptions) => {
    const [status, storage] = await withEngine(options, ({ client }) =>
      Promise.all([client.library.status(), client.keeping.storage()]),
    );
    terminal.print(
      options.json ? JSON.stringify(statusOutput(status, storage)) : statusText(status, storage),
    );
  });
}

export function statusOutput(status: Status, { kinds }: Storage): StatusOutput {
  const { files, waiting, passages, vectors, pictured, libraryBytes, library, roots, notices } = status;
  return {
    files,
    waiting,
    passages,
    vectors,
    pictured,
    library_bytes: libraryBytes,
    storage: kinds,
    library,
    roots: roots.map(rootOutput),
    notices,
  };
}

const KINDS: Readonly<Record<StorageKind, string>> = {
  text: 'texts',
  words: 'words',
  codes: 'codes',
  vectors: 'vectors',
  documents: 'lists',
  own: 'your own',
  copies: 'copies of that',
  models: 'models',
  other: 'logs and room',
};

function rootOutput({ lookedOver, ...root }: Folder): StatusOutput['roots'][number] {
  return { ...root, looked_over: lookedOver };
}

function statusText(status: Status, { kinds }: Storage): string {
  const { files, waiting, passages, vectors, pictured, libraryBytes, library, roots, notices } = status;
  const states = `${count(files.indexed)} indexed, ${count(files.partial)} in part, ${count(files.listed)} by name only`;
  return [
    `Files      ${states}, ${count(files.excluded)} excluded${waiting ? `, ${count(waiting)} waiting` : ''}`,
    `Passages   ${count(passages)}, ${share(vectors, passages)} deepened`,
    ...(pictured.total > 0 ? [picturesText(pictured)] : []),
    `Library    ${bytes(libraryBytes)} without models, in ${printable(library)}`,
    `Storage    ${kinds.map(({ kind, bytes: taken }) => `${KINDS[kind]} ${bytes(taken)}`).join(', ')}`,
    ...(roots.length ? roots.map(rootText) : ['Folders    none yet; add one with `inkling index FOLDER`']),
    ...notices.map(({ cause, remedy }) => `Notice     ${printable(`${cause} ${remedy}`)}`),
  ].join('\n');
}

function picturesText({ total, recognised }: Status['pictured']): string {
  return `Pictures   ${count(recognised)} of ${count(total)} pictures and scanned pages looked at for words`;
}

function rootText({ path, connected, paused, meaning, searchable, files }: Folder): string {
  const state = connected ? `${count(searchable)} of ${count(files)} files searchable` : 'not connected';
  return `Folder     ${printable(path)}: ${state}${meaning ? '' : ', by words alone'}${paused ? ', paused' : ''}`;
}
