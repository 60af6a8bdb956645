import { subscribe } from '@parcel/watcher';

/** Tells what changes below a folder until it is ended. */
export interface Watch {
  end(): Promise<void>;
}

export interface WatchListener {
  /** Absolute paths of files and folders that came, changed or left. */
  readonly changed: (paths: readonly string[]) => void;
  /** Changes may have been missed. */
  readonly failed: (error: Error) => void;
}

/** The one door to the system's watching. Rejects where a folder cannot be watched, as on many network drives. */
export type StartWatch = (folder: string, listener: WatchListener) => Promise<Watch>;

/** Folders that are never read, by the names a walk leaves out too: each would cost the system a handle. */
const NEVER = ['**/.git/**', '**/.hg/**', '**/.svn/**', '**/node_modules/**', '**/__pycache__/**'];

export const watchFolder: StartWatch = async (folder, { changed, failed }) => {
  const subscription = await subscribe(
    folder,
    (error, events) => {
      if (error === null) changed(events.map(({ path }) => path));
      else failed(error);
    },
    { ignore: NEVER },
  );
  return { end: () => subscription.unsubscribe() };
};
