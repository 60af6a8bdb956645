import { ENGINE_GONE, toFailure } from './failure.ts';

/** Asks once more where the engine ended: the host has started another by then. For reading only. */
export async function askAgain<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask();
  } catch (error) {
    if (toFailure(error).code !== ENGINE_GONE) throw error;
    return ask();
  }
}
