import type { CompletedCommand } from './command-tree.ts';
import { quoted } from './quoted.ts';
import { VALUES } from './wanted-value.ts';

/** Words of the command at hand, values that the library has; files where none of them begins as typed. */
export function bashCompletions(commands: readonly CompletedCommand[]): string {
  const places = commands.filter(({ place }) => place !== '').map(({ place }) => place);
  const values = commands.flatMap(({ place, values: known }) =>
    known.map(({ option, choices }) => {
      const found = choices === null ? '-f' : `-W ${quoted(choices.join(' '))}`;
      return `    ${quoted(`${place} ${option}`)}) _inkling_offer ${found}; return ;;`;
    }),
  );
  const words = commands.map(({ place, commands: inner, options }) => {
    const all = [...inner, ...options].map(({ word }) => word).join(' ');
    return `    ${quoted(place)}) words=${quoted(all)} ;;`;
  });
  return `# bash completion of inkling: eval "$(inkling completions bash)"
_inkling_offer() {
  COMPREPLY=()
  while IFS= read -r; do COMPREPLY+=("$REPLY"); done < <(compgen "$@" -- "$typed")
}
_inkling_values() {
  COMPREPLY=()
  while IFS= read -r; do COMPREPLY+=("$REPLY"); done < <(inkling complete bash "\${COMP_LINE:0:COMP_POINT}" 2>/dev/null)
  [[ "\${COMPREPLY[0]}" != *: ]] || compopt -o nospace 2>/dev/null
  (( \${#COMPREPLY[@]} ))
}
_inkling() {
  local typed="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" at='' words='' i
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "$at/\${COMP_WORDS[i]}" in
      ${places.join('|')}) at="$at/\${COMP_WORDS[i]}" ;;
    esac
  done
  case "$at $before" in
${values.join('\n')}
  esac
  case "$at" in
    ${Object.keys(VALUES).join('|')}) [[ "$typed" == -* ]] || { _inkling_values && return; } ;;
  esac
  case "$at" in
${words.join('\n')}
  esac
  _inkling_offer -W "$words"
}
complete -o bashdefault -o default -F _inkling inkling`;
}
