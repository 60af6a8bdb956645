/** The desktop program's entry: hands Electron to the shell, which knows it by a small interface alone. */
import * as electron from 'electron';

import { runInTerminal, typedCommand } from './run-in-terminal.ts';
import { runShell } from './run-shell.ts';

// Not awaited here: Electron is ready only after its entry has been read to the end.
const typed = typedCommand(process.argv);
if (typed === null) void runShell(electron);
else void runInTerminal(electron, typed);
