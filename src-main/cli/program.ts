import { Command, CommanderError } from 'commander';

import { readVersion } from '../rpc/version.ts';
import { agentsCommand } from './agents.ts';
import { unlessBrokenOff } from './broken-off.ts';
import { backupCommand, restoreCommand } from './backup.ts';
import { completeCommand } from './complete.ts';
import { completionsCommand } from './completions.ts';
import { doctorCommand } from './doctor.ts';
import { duplicatesCommand } from './duplicates.ts';
import { eraseCommand } from './erase.ts';
import { errorsCommand } from './errors.ts';
import { evalCommand } from './eval.ts';
import { printFailure, usageError } from './failure.ts';
import { forgetCommand } from './forget.ts';
import { helpCommand } from './help.ts';
import { historyCommand } from './history.ts';
import { indexCommand } from './index-folders.ts';
import { mcpCommand } from './mcp.ts';
import { modelsCommand } from './models.ts';
import { moveCommand } from './move.ts';
import { openCommand } from './open.ts';
import { pauseCommand, resumeCommand } from './pause.ts';
import { quotesCommand } from './quotes.ts';
import { retryCommand } from './retry.ts';
import { searchCommand } from './search.ts';
import { searchesCommand } from './searches.ts';
import { serveCommand } from './serve.ts';
import { similarCommand } from './similar.ts';
import { statusCommand } from './status.ts';
import { stopCommand } from './stop.ts';
import type { Terminal } from './terminal.ts';
import { topicsCommand } from './topics.ts';
import { unlockCommand } from './unlock.ts';
import { watchCommand } from './watch.ts';
import { whereCommand } from './where.ts';

const EXIT_DONE = 0;
const EXIT_FAILED = 1;
const EXIT_USAGE = 2;

const COMMANDS = [
  openCommand,
  indexCommand,
  searchCommand,
  searchesCommand,
  watchCommand,
  historyCommand,
  similarCommand,
  whereCommand,
  duplicatesCommand,
  quotesCommand,
  statusCommand,
  errorsCommand,
  retryCommand,
  topicsCommand,
  unlockCommand,
  pauseCommand,
  resumeCommand,
  forgetCommand,
  backupCommand,
  restoreCommand,
  moveCommand,
  eraseCommand,
  doctorCommand,
  modelsCommand,
  agentsCommand,
  mcpCommand,
  serveCommand,
  stopCommand,
  evalCommand,
  completionsCommand,
  helpCommand,
];

/** Runs one command line; resolves to the exit code: 0 done, 1 failed, 2 wrong usage. */
export async function runCli(argv: readonly string[], terminal: Terminal): Promise<number> {
  const json = argv.slice(0, endOfOptions(argv)).includes('--json');
  try {
    await unlessBrokenOff(createProgram(terminal).parseAsync(argv, { from: 'user' }), terminal.interrupted);
    return EXIT_DONE;
  } catch (thrown) {
    if (!(thrown instanceof CommanderError)) {
      if (terminal.interrupted.aborted) terminal.note('Stopped.');
      else printFailure(thrown, terminal, json);
      return EXIT_FAILED;
    }
    // Help that was asked for comes as an error of code 0.
    if (thrown.exitCode === EXIT_DONE) return EXIT_DONE;
    if (thrown.code !== 'commander.help') printFailure(usageError(thrown.message), terminal, json);
    return EXIT_USAGE;
  }
}

export function createProgram(terminal: Terminal): Command {
  const program = new Command('inkling')
    .description(
      'Find the document when all you have is an inkling: your own folders, by meaning and by word, offline.',
    )
    .version(readVersion(), '--version', 'print the version')
    .helpOption('--help', 'explain a command')
    .helpCommand(false)
    .addHelpText('after', `\n${EXAMPLES}`);
  for (const create of COMMANDS) program.addCommand(create(terminal));
  program.addCommand(completeCommand(terminal), { hidden: true });
  for (const command of withSubcommands(program)) quiet(command, terminal);
  return program;
}

const EXAMPLES = `Examples:
  inkling open ~/Documents                     the page in a browser
  inkling index ~/Documents                    read a folder and wait until it is searchable
  inkling search "how do I cancel the lease"   search in the terminal`;

function withSubcommands(command: Command): Command[] {
  return [command, ...command.commands.flatMap(withSubcommands)];
}

/** Failures are thrown, and printed in one place. */
function quiet(command: Command, terminal: Terminal): void {
  command
    .exitOverride()
    .helpOption('--help', 'explain this command')
    .configureOutput({
      writeOut: (text) => terminal.print(text.trimEnd()),
      writeErr: (text) => terminal.note(text.trimEnd()),
      outputError: () => {},
    });
}

function endOfOptions(argv: readonly string[]): number {
  const index = argv.indexOf('--');
  return index === -1 ? argv.length : index;
}
