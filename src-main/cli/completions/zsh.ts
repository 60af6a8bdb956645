import type { CompletedCommand, Offer } from './command-tree.ts';
import { quoted } from './quoted.ts';
import { VALUES } from './wanted-value.ts';

/** Words of the command at hand with what they are about, values that the library has, and files. */
export function zshCompletions(commands: readonly CompletedCommand[]): string {
  const places = commands.filter(({ place }) => place !== '').map(({ place }) => place);
  const values = commands.flatMap(({ place, values: known }) =>
    known.map(({ option, choices }) => {
      const found = choices === null ? '_files' : `compadd -- ${choices.map(quoted).join(' ')}`;
      return `    ${quoted(`${place} ${option}`)}) ${found}; return ;;`;
    }),
  );
  const words = commands.map(({ place, commands: inner, options }) => {
    return `    ${quoted(place)}) found=(${[...inner, ...options].map(described).join(' ')}) ;;`;
  });
  return `#compdef inkling
# zsh completion of inkling: source <(inkling completions zsh), or as _inkling in a folder of fpath
_inkling_values() {
  local -a values
  values=(\${(f)"$(inkling complete zsh "\${(j: :)words[1,CURRENT-1]} $QIPREFIX$PREFIX" 2>/dev/null)"})
  compadd -U -S '' -- \${(M)values:#*:}
  compadd -U -- \${values:#*:}
  (( \${#values} ))
}
_inkling() {
  local at='' i
  local -a found
  for ((i = 2; i < CURRENT; i++)); do
    case "$at/\${words[i]}" in
      ${places.join('|')}) at="$at/\${words[i]}" ;;
    esac
  done
  case "$at \${words[CURRENT-1]}" in
${values.join('\n')}
  esac
  case "$at" in
    ${Object.keys(VALUES).join('|')}) [[ "$PREFIX" == -* ]] || { _inkling_values && return } ;;
  esac
  case "$at" in
${words.join('\n')}
  esac
  _describe -o inkling found
  [[ "$PREFIX" == -* ]] || _files
}
if [[ "$funcstack[1]" == _inkling ]]; then _inkling "$@"; else compdef _inkling inkling; fi`;
}

function described({ word, about }: Offer): string {
  return quoted(`${word.replaceAll(':', '\\:')}:${about}`);
}
