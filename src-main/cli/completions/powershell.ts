import type { CompletedCommand, Offer } from './command-tree.ts';

/** Words of the command at hand with what they are about. */
export function powershellCompletions(commands: readonly CompletedCommand[]): string {
  const words = commands.map(({ place, commands: inner, options }) => {
    return `  ${single(place)} = @(${[...inner, ...options].map(line).join(', ')})`;
  });
  const values = commands.flatMap(({ place, values: known }) =>
    known.flatMap(({ option, choices }) =>
      choices === null ? [] : `  ${single(`${place} ${option}`)} = @(${choices.map(single).join(', ')})`,
    ),
  );
  return `# PowerShell completion of inkling: inkling completions powershell | Out-String | Invoke-Expression
$inklingWords = @{
${words.join('\n')}
}
$inklingValues = @{
${values.join('\n')}
}
Register-ArgumentCompleter -Native -CommandName inkling -ScriptBlock {
  param($typed, $line, $cursor)
  $at = ''
  $before = ''
  $given = @($line.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursor } | Select-Object -Skip 1)
  foreach ($element in $given) {
    $before = $element.ToString()
    if ($inklingWords.ContainsKey("$at/$before")) { $at = "$at/$before" }
  }
  $values = $inklingValues["$at $before"]
  if ($values) { $values | Where-Object { $_ -like "$typed*" } | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }; return }
  $inklingWords[$at] | Where-Object { $_ -like "$typed*" } | ForEach-Object {
    $word, $about = $_ -split '\\|', 2
    [System.Management.Automation.CompletionResult]::new($word, $word, 'ParameterName', $about)
  }
}`;
}

/** No word has a bar in it. */
function line({ word, about }: Offer): string {
  return single(`${word}|${about === '' ? word : about}`);
}

function single(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
