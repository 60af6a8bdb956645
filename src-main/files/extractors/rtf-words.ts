/** Controls that are characters. */
export const CHARACTERS: ReadonlyMap<string, string> = new Map([
  ['tab', '\t'],
  ['line', '\n'],
  ['lbr', '\n'],
  ['emdash', '—'],
  ['endash', '–'],
  ['lquote', '‘'],
  ['rquote', '’'],
  ['ldblquote', '“'],
  ['rdblquote', '”'],
  ['bullet', '•'],
  ['emspace', ' '],
  ['enspace', ' '],
  ['qmspace', ' '],
]);

export const SYMBOLS: ReadonlyMap<string, string> = new Map([
  ['~', ' '],
  ['_', '-'],
  ['{', '{'],
  ['}', '}'],
  ['\\', '\\'],
  ['\t', '\t'],
]);

/** Groups without words of the document. Those marked with `\*` are left out unless named below. */
export const LEFT_OUT: ReadonlySet<string> = new Set(
  (
    'colortbl pict objdata objclass objname fldinst datafield themedata filetbl listtable listoverridetable list listoverride ' +
    'revtbl nonshppict sp shprslt nonesttables listtext pntext xe tc tcn rxe txe bkmkstart bkmkend atnid ' +
    'private template operator creatim revtim printim buptim mmathPict generator fchars lchars'
  ).split(' '),
);
export const READ_THOUGH_MARKED: ReadonlySet<string> = new Set([
  'shpinst',
  'annotation',
  'nesttableprops',
  'do',
  'moMath',
  'moMathPara',
  'ud',
]);

/** Groups whose text stands apart from the text around them. */
export const BESIDE: ReadonlyMap<string, 'note' | 'margin' | 'box'> = new Map([
  ['footnote', 'note'],
  ['annotation', 'note'],
  ['header', 'margin'],
  ['headerl', 'margin'],
  ['headerr', 'margin'],
  ['headerf', 'margin'],
  ['footer', 'margin'],
  ['footerl', 'margin'],
  ['footerr', 'margin'],
  ['footerf', 'margin'],
  ['shptxt', 'box'],
  ['dptxbxtext', 'box'],
]);

/** Groups of the document's properties, and the field each is. */
export const PROPERTIES: ReadonlyMap<string, string> = new Map([
  ['title', 'title'],
  ['author', 'author'],
  ['subject', 'subject'],
  ['keywords', 'keywords'],
  ['doccomm', 'description'],
  ['category', 'category'],
]);
