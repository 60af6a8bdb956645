/** Why something under a folder is not searched. The name is stored with it and shown in words. */
export interface ExclusionRule {
  readonly name: string;
  readonly what: string;
  readonly why: string;
}

export const EXCLUSION_RULES = [
  {
    name: 'version-control',
    what: '.git, .hg, .svn and the like',
    why: 'History is kept there, not documents.',
  },
  {
    name: 'node-modules',
    what: 'node_modules, bower_components',
    why: 'Programs fetched these; they can be fetched again.',
  },
  { name: 'own-library', what: 'The folder of this library', why: 'Inkling keeps its index there.' },
  {
    name: 'cache',
    what: 'Folders named or tagged as caches',
    why: 'Programs keep copies there and throw them away.',
  },
  {
    name: 'build-output',
    what: '__pycache__, Python environments',
    why: 'Programs made these from other files.',
  },
  { name: 'trash', what: 'The trash', why: 'These files were thrown away.' },
  {
    name: 'system-junk',
    what: 'Thumbs.db, desktop.ini, .DS_Store',
    why: 'The system keeps notes of its own there.',
  },
  {
    name: 'editor-leftover',
    what: '~$letter.docx, notes.swp, notes.md~',
    why: 'Editors keep these beside the real file.',
  },
  { name: 'hidden', what: 'Names that begin with a dot', why: 'Programs keep their own data there.' },
  {
    name: 'special-file',
    what: 'Pipes, sockets, devices',
    why: 'These are no documents; Inkling never opens them.',
  },
  { name: 'symlink', what: 'Links within the folder', why: 'What they lead to is found in its own place.' },
  {
    name: 'symlink-outside',
    what: 'Links out of the folder',
    why: 'Inkling reads only the folders you chose.',
  },
  { name: 'symlink-broken', what: 'Links that lead nowhere', why: 'There is nothing to read.' },
  { name: 'inklingignore', what: 'Patterns in .inklingignore', why: 'You left it out.' },
  { name: 'folder-rule', what: 'Patterns of the folder', why: 'You left it out of this folder.' },
  { name: 'everywhere-rule', what: 'Patterns for all folders', why: 'You left it out everywhere.' },
  { name: 'gitignore', what: 'Patterns in .gitignore', why: 'You chose to leave out what Git leaves out.' },
] as const satisfies readonly ExclusionRule[];

export type RuleName = (typeof EXCLUSION_RULES)[number]['name'];

const FOLDERS: Readonly<Record<string, RuleName>> = {
  '.git': 'version-control',
  '.hg': 'version-control',
  '.svn': 'version-control',
  '.bzr': 'version-control',
  '.jj': 'version-control',
  cvs: 'version-control',
  _darcs: 'version-control',
  node_modules: 'node-modules',
  bower_components: 'node-modules',
  '.cache': 'cache',
  '.pytest_cache': 'cache',
  '.mypy_cache': 'cache',
  '.ruff_cache': 'cache',
  'code cache': 'cache',
  gpucache: 'cache',
  __pycache__: 'build-output',
  '.venv': 'build-output',
  '.tox': 'build-output',
  '.trash': 'trash',
  '.trashes': 'trash',
  '$recycle.bin': 'trash',
  recycler: 'trash',
  'system volume information': 'system-junk',
  'lost+found': 'system-junk',
  __macosx: 'system-junk',
  '.spotlight-v100': 'system-junk',
  '.fseventsd': 'system-junk',
};

const FILES: Readonly<Record<string, RuleName>> = {
  'thumbs.db': 'system-junk',
  'ehthumbs.db': 'system-junk',
  'desktop.ini': 'system-junk',
  '.ds_store': 'system-junk',
  '.localized': 'system-junk',
  'icon\r': 'system-junk',
};

const TRASH_OF_USER = /^\.trash-\d+$/;
/** Word's and LibreOffice's locks, vim's swap, Emacs' saves and backups, AppleDouble. */
const LEFTOVER = /^~\$.|^\.~lock\..*#$|.\.sw[a-p]$|.~$|^#.+#$|^\._.|^~wrl\d+\.tmp$/;

/** The rule that leaves a folder out by its name alone. */
export function folderRule(name: string): RuleName | null {
  const folded = name.toLowerCase();
  const named = Object.hasOwn(FOLDERS, folded) ? FOLDERS[folded] : undefined;
  return named ?? (TRASH_OF_USER.test(folded) ? 'trash' : hiddenRule(name));
}

/** The rule that leaves a file out by its name alone. */
export function fileRule(name: string): RuleName | null {
  const folded = name.toLowerCase();
  const named = Object.hasOwn(FILES, folded) ? FILES[folded] : undefined;
  return named ?? (LEFTOVER.test(folded) ? 'editor-leftover' : hiddenRule(name));
}

function hiddenRule(name: string): RuleName | null {
  return name.startsWith('.') ? 'hidden' : null;
}
