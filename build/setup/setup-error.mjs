/** What a person reads when the set-up cannot go on: one sentence, no stack. */
export class SetupError extends Error {
  name = 'SetupError';
}

/** Runs a script's main part; a SetupError ends it with its sentence and code 1. */
export async function runScript(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    console.error(`inkling: ${error.message}`);
    process.exitCode = 1;
  }
}
