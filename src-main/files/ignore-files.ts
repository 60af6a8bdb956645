import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import ignore from 'ignore';
import type { Ignore } from 'ignore';

import type { RuleName } from './exclusion-rules.ts';

/** Nobody writes more patterns by hand; what is longer is no ignore file. */
const LENGTH_LIMIT = 1_048_576;

const FILE_RULES: readonly (readonly [file: string, rule: RuleName])[] = [
  ['.inklingignore', 'inklingignore'],
  ['.gitignore', 'gitignore'],
];

/** The patterns of one folder, and of the folders around it. */
export interface IgnoreScope {
  /** Relative path of the folder with '/' at its end; '' for the root. */
  readonly folder: string;
  readonly rule: RuleName;
  readonly patterns: Ignore;
  readonly outer: IgnoreScope | null;
}

export interface IgnoreOptions {
  readonly gitignore: boolean;
}

/** Patterns that a person gave, and the rule they are told by. */
export interface GivenPatterns {
  readonly rule: RuleName;
  /** As in .gitignore, a line each. */
  readonly patterns: string;
}

/** The scope around a root: what was given for it, outside every ignore file. */
export function givenScope(given: readonly GivenPatterns[]): IgnoreScope | null {
  return given
    .filter(({ patterns }) => patterns.trim() !== '')
    .reduce<IgnoreScope | null>(
      (outer, { rule, patterns }) => ({ folder: '', rule, patterns: parsePatterns(patterns), outer }),
      null,
    );
}

/** Whether patterns leave a path below their folder out. */
export function matcherOf(patterns: string): (path: string) => boolean {
  const parsed = parsePatterns(patterns);
  return (path) => parsed.ignores(path);
}

/** Patterns of a folder as patterns of one around it, in which it lies at a place. Pure. */
export function patternsWithin(patterns: string, place: string): string {
  const folder = patternOf(place);
  return patterns
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => {
      const [not, pattern] = line.startsWith('!') ? ['!', line.slice(1)] : ['', line];
      const isPlaced = pattern.replace(/\/$/, '').includes('/');
      return `${not}${folder}${isPlaced ? '/' : '/**/'}${pattern.replace(/^\//, '')}`;
    })
    .join('\n');
}

/** One more pattern behind others. Pure. */
export function withPattern(patterns: string, pattern: string): string {
  return [...patterns.split('\n').filter((line) => line !== ''), pattern].join('\n');
}

/** A path below the root as a pattern that holds for it alone. Pure. */
export function patternOf(path: string): string {
  // A pattern ends with its line.
  const oneLine = path.replaceAll(/[\r\n]/g, '?');
  return `/${oneLine.replaceAll(/[\\*[\]!# \t]/g, '\\$&')}`;
}

/** The scope inside a folder: its own ignore files before those of the folders around it. */
export function enterScope(
  outer: IgnoreScope | null,
  folder: { readonly path: string; readonly relative: string; readonly files: ReadonlySet<string> },
  options: IgnoreOptions,
): IgnoreScope | null {
  let scope = outer;
  for (const [file, rule] of FILE_RULES) {
    if (!folder.files.has(file) || (rule === 'gitignore' && !options.gitignore)) continue;
    const patterns = readPatterns(join(folder.path, file));
    if (patterns !== null) scope = { folder: folder.relative, rule, patterns, outer: scope };
  }
  return scope;
}

/** The rule that leaves a path out. As in Git, the nearest file that speaks of it decides; a folder's path ends in '/'. */
export function ignoredBy(path: string, innermost: IgnoreScope | null): RuleName | null {
  const silenced = new Set<RuleName>();
  for (let scope = innermost; scope !== null; scope = scope.outer) {
    if (silenced.has(scope.rule)) continue;
    const inner = path.slice(scope.folder.length);
    const verdict = scope.patterns.test(inner);
    if (verdict.ignored && !isOnlyInherited(inner, scope)) return scope.rule;
    if (verdict.unignored) silenced.add(scope.rule);
  }
  return null;
}

/** A folder above that is ignored here was let in by a nearer file, or the walk would not have come by. */
function isOnlyInherited(path: string, scope: IgnoreScope): boolean {
  const parent = path.slice(0, path.lastIndexOf('/', path.length - 2) + 1);
  return parent !== '' && scope.patterns.test(parent).ignored;
}

/** Null for a file that cannot be read. */
function readPatterns(path: string): Ignore | null {
  try {
    return parsePatterns(readFileSync(path, 'utf8').slice(0, LENGTH_LIMIT));
  } catch {
    return null;
  }
}

/** A line that is no pattern is passed over, as Git does. */
function parsePatterns(text: string): Ignore {
  const patterns = ignore({ allowRelativePaths: true });
  for (const line of text.replace(/^\ufeff/, '').split(/\r?\n/)) {
    try {
      ignore().add(line).ignores('probe');
      patterns.add(line);
    } catch {
      continue;
    }
  }
  return patterns;
}
