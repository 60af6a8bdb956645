import { spawnChild } from '../../src-main/rpc/child-spawn.ts';

/** Starts a child of its own and tells its process id. */
process.send?.(spawnChild(new URL('./echo-child.ts', import.meta.url)).pid);
process.on('message', () => {});
