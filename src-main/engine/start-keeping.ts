import { Keeping } from './keeping.ts';
import type { Library } from './library.ts';
import type { ModelChange } from './model-change.ts';
import type { OpenLibrary } from './open-library.ts';
import { PassingThread } from './passing-thread.ts';
import { startKeeping as startThread } from './threads.ts';

/** Looking after an open library; its thread is started when it is asked. */
export function startKeeping(
  open: OpenLibrary,
  library: Library,
  change: ModelChange,
): { readonly keeping: Keeping; close(): Promise<void> } {
  const thread = new PassingThread(async () => {
    const started = startThread();
    await started.calls.open({ file: open.files.index });
    return started;
  });
  const keeping = new Keeping({ open, library, change, thread, now: () => Date.now() });
  return { keeping, close: () => thread.close() };
}
