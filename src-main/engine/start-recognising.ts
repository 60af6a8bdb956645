import { RecogniseChild } from '../indexing/recognise-child.ts';
import { Recogniser } from '../indexing/recogniser.ts';
import type { Spawn } from '../lib/processes.ts';
import { requireRoom } from '../storage/library-folder.ts';
import type { OpenLibrary } from './open-library.ts';
import { Recognising } from './recognising.ts';
import { readJoinedLanguages, readSettings } from './settings.ts';

export interface StartRecognisingOptions {
  readonly spawn: Spawn;
  readonly ephemeral: boolean;
  readonly onChange: () => void;
}

/** Recognition of words in the pictures of a library: its process, what it is asked, and where its answers go. */
export function startRecognising(
  { files, person, readers, writer, light }: OpenLibrary,
  { spawn, ephemeral, onChange }: StartRecognisingOptions,
): Recognising {
  const joined = () => readJoinedLanguages(person);
  const reader = new RecogniseChild({
    spawn,
    lightModel: light.folder,
    languages: () => readSettings(person).recognitionLanguages,
  });
  const recogniser = new Recogniser({
    reader,
    next: (after) => readers.calls.pictured({ after, languages: joined() }),
    count: () => readers.calls.countPictured(undefined),
    keepPage: async (hash, page) => {
      requireRoom(files.folder);
      await writer.keepPage({ ...page, hash, languages: joined() });
    },
    replace: (before, content) => writer.replace({ before, content }),
    giveUp: (content, { code, message }) =>
      writer.giveUpRecognition({ content, languages: joined(), code, cause: message }),
    settle: () => writer.settle(undefined),
    rootPath: (root) => person.roots().find(({ id }) => id === root)?.path,
    onChange,
  });
  return new Recognising({ recogniser, ephemeral, setting: () => readSettings(person).recognition });
}
