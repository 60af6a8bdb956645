import { runCli } from './program.ts';
import { processTerminal } from './terminal.ts';

const terminal = processTerminal();
process.exitCode = await runCli(process.argv.slice(2), terminal);
// What was broken off may still wait for its engine.
if (terminal.interrupted.aborted) process.exit();
