import type { CompletedCommand, Offer, OptionValue } from './command-tree.ts';
import { VALUES } from './wanted-value.ts';

/** One line a word, each with what it is about, and one for the values that the library has. */
export function fishCompletions(commands: readonly CompletedCommand[]): string {
  const places = commands.filter(({ place }) => place !== '').map(({ place }) => fishQuoted(place));
  return `# fish completion of inkling: inkling completions fish | source
function __inkling_at
  set -l at ''
  for word in (commandline -opc)[2..]
    contains -- "$at/$word" ${places.join(' ')}; and set at "$at/$word"
  end
  test "$at" = "$argv[1]"
end
${commands.flatMap(linesOf).join('\n')}
${Object.keys(VALUES).map(valuesLine).join('\n')}`;
}

function linesOf({ place, commands, options, values }: CompletedCommand): string[] {
  const at = `complete -c inkling -n ${fishQuoted(`__inkling_at '${place}'`)}`;
  const words = commands.map(({ word, about }) => `${at} -f -a ${word} -d ${fishQuoted(about)}`);
  return [
    ...words,
    ...options.map(
      (option) => `${at}${nameOf(option)}${valueOf(option, values)} -d ${fishQuoted(option.about)}`,
    ),
  ];
}

function valuesLine(place: string): string {
  const ask =
    '(command -q inkling; and inkling complete fish (commandline -cp | string collect) 2>/dev/null)';
  return `complete -c inkling -n ${fishQuoted(`__inkling_at '${place}'`)} -f -a ${fishQuoted(ask)}`;
}

function nameOf({ word }: Offer): string {
  return word.startsWith('--') ? ` -l ${word.slice(2)}` : ` -s ${word.slice(1)}`;
}

function valueOf({ word }: Offer, values: readonly OptionValue[]): string {
  const value = values.find(({ option }) => option === word);
  if (value === undefined) return '';
  return value.choices === null ? ' -r -F' : ` -x -a ${fishQuoted(value.choices.join(' '))}`;
}

/** Fish takes a backslash before a quote within quotes; other shells do not. */
function fishQuoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
