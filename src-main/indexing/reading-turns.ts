import { oneAtATime } from './one-at-a-time.ts';
import { ReceivedFiles, type FileBegin, type FilePiece } from './received-file.ts';

/** A file that has arrived, and whose turn it is. */
export interface Turn extends Pick<FileBegin, 'name' | 'password'> {
  /** All of it. */
  readonly bytes: Uint8Array;
}

/** The calls by which files come to a process that reads one after the other. */
export function readingTurns<Document>(read: (turn: Turn) => Document | Promise<Document>) {
  const received = new ReceivedFiles();
  const inTurn = oneAtATime((reading: () => Promise<Document>) => reading());
  return {
    extract: (begin: FileBegin): Promise<Document> => {
      const file = received.begin(begin);
      return inTurn(async () => read({ ...begin, bytes: await file.whole() }));
    },
    piece: (piece: FilePiece): Promise<true> => received.take(piece),
  };
}
