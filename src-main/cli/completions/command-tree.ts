import type { Command, Option } from 'commander';

/** A word that may be typed next, and what it is about. */
export interface Offer {
  readonly word: string;
  readonly about: string;
}

/** What follows an option: one of some words, or a path. */
export interface OptionValue {
  /** As typed: `--mode`. */
  readonly option: string;
  /** Null: a path. */
  readonly choices: readonly string[] | null;
}

/** A command as a shell completes it. */
export interface CompletedCommand {
  /** '' of the program, else its words behind slashes: `/topics/add`. */
  readonly place: string;
  /** Those below it, and what its arguments may be where they are a few. */
  readonly commands: readonly Offer[];
  readonly options: readonly Offer[];
  readonly values: readonly OptionValue[];
}

/** Every command of a program, outermost first. */
export function commandTree(command: Command, place = ''): CompletedCommand[] {
  const help = command.createHelp();
  const options = help.visibleOptions(command);
  const inner = help.visibleCommands(command);
  return [
    {
      place,
      commands: [
        ...inner.map((each) => ({ word: each.name(), about: firstSentence(each.description()) })),
        ...command.registeredArguments.flatMap(({ argChoices = [], description }) =>
          argChoices.map((word) => ({ word, about: description })),
        ),
      ],
      options: options.flatMap((option) =>
        namesOf(option).map((word) => ({ word, about: firstSentence(option.description) })),
      ),
      values: options.flatMap(valuesOf),
    },
    ...inner.flatMap((each) => commandTree(each, `${place}/${each.name()}`)),
  ];
}

/** Values that are neither a path nor one of some words are left to whoever types. */
const PATHS = /<(?:dir|file|folder|path)>/;

function valuesOf(option: Option): OptionValue[] {
  const isPath = PATHS.test(option.flags);
  if (option.argChoices === undefined && !isPath) return [];
  return namesOf(option).map((name) => ({ option: name, choices: option.argChoices ?? null }));
}

function namesOf({ short, long }: Option): string[] {
  return [short, long].flatMap((name) => name ?? []);
}

function firstSentence(text: string): string {
  return text.replace(/[.;:](?:\s[\s\S]*)?$/, '').replaceAll(/\s+/g, ' ');
}
