/** A duplex channel of structured-clonable messages. */
export interface MessageChannelPort {
  postMessage(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
}

/** A child that may be killed at any instant. */
export interface ChildHandle {
  readonly port: MessageChannelPort;
  /** Process id for reading its memory from outside; null until it runs. */
  readonly pid: number | null;
  kill(): void;
  /** Resolves once, with the exit code or the signal's name. */
  readonly exited: Promise<string>;
}

export interface SpawnOptions {
  readonly name?: string;
  /**
   * It reads nothing but the program's own folder, writes no file, starts no process or thread and loads no native
   * code. Else the child may do what its parent may.
   */
  readonly isBounded?: boolean;
  /** It keeps its memory small, at the cost of speed. */
  readonly isLean?: boolean;
  /** It may start threads though, bound as it is itself. */
  readonly threads?: boolean;
}

/** The one door through which processes start: child_process here, utilityProcess in Electron. */
export type Spawn = (entry: URL, options?: SpawnOptions) => ChildHandle;

/** What background work may take of the computer now. */
export interface Share {
  readonly processes: number;
  /** They work with the lowest priority there is. */
  readonly isLowest: boolean;
  /** Those that are started now keep their memory small, at the cost of speed. */
  readonly isLean?: boolean;
}
