import { Argument, Command } from 'commander';

import { bashCompletions } from './completions/bash.ts';
import { commandTree, type CompletedCommand } from './completions/command-tree.ts';
import { fishCompletions } from './completions/fish.ts';
import { powershellCompletions } from './completions/powershell.ts';
import { zshCompletions } from './completions/zsh.ts';
import type { Terminal } from './terminal.ts';

const SHELLS: Readonly<Record<string, (commands: readonly CompletedCommand[]) => string>> = {
  bash: bashCompletions,
  zsh: zshCompletions,
  fish: fishCompletions,
  powershell: powershellCompletions,
};

const HELP = `
Put one of these where your shell starts:
  eval "$(inkling completions bash)"                                     in ~/.bashrc
  source <(inkling completions zsh)                                      in ~/.zshrc, behind compinit
  inkling completions fish | source                                      in ~/.config/fish/config.fish
  inkling completions powershell | Out-String | Invoke-Expression        in $PROFILE`;

/** `inkling completions bash`: what has a shell complete commands and options, made of the commands themselves. */
export function completionsCommand(terminal: Terminal): Command {
  return new Command('completions')
    .description(
      'Print what has your shell complete commands and options, and in bash, zsh and fish what your library has: types, labels, folders, saved searches, models.',
    )
    .addArgument(new Argument('<shell>', 'your shell').choices(Object.keys(SHELLS)))
    .addHelpText('after', HELP)
    .action((shell: string, _options: unknown, command: Command) => {
      const program = command.parent ?? command;
      terminal.print(SHELLS[shell]?.(commandTree(program)) ?? '');
    });
}
