/** What people call a kind of file; a `type:` filter takes these, format names and endings. */
export type Family =
  | 'document'
  | 'text'
  | 'web'
  | 'pdf'
  | 'code'
  | 'data'
  | 'mail'
  | 'book'
  | 'sheet'
  | 'slides'
  | 'image'
  | 'audio'
  | 'video'
  | 'archive'
  | 'other';

export interface Format {
  readonly name: string;
  readonly family: Family;
  /** As it stands in a sentence: "Inkling does not read … yet." */
  readonly label: string;
  /** True where an extractor exists. */
  readonly read: boolean;
}

type Row = readonly [name: string, family: Family, label: string, endings: string];

const READ: readonly Row[] = [
  ['text', 'text', 'plain text', 'txt text me readme license copying nfo diz'],
  ['markdown', 'text', 'Markdown', 'md markdown mdown mkd mkdn mdwn mdx qmd rmd'],
  ['restructuredtext', 'text', 'reStructuredText', 'rst rest'],
  ['asciidoc', 'text', 'AsciiDoc', 'adoc asciidoc asc'],
  ['org', 'text', 'Org', 'org'],
  ['latex', 'text', 'LaTeX', 'tex ltx latex sty cls bib'],
  ['wiki', 'text', 'wiki text', 'wiki mediawiki textile creole'],
  ['subtitles', 'text', 'subtitles', 'srt vtt sbv'],
  ['html', 'web', 'HTML', 'html htm xhtml xht'],
  ['pdf', 'pdf', 'PDF', 'pdf'],
  ['docx', 'document', 'Word documents', 'docx docm dotx dotm'],
  ['rtf', 'document', 'RTF documents', 'rtf'],
  ['opendocument-text', 'document', 'OpenDocument texts', 'odt ott fodt odm sxw stw'],
  ['pages', 'document', 'Pages documents', 'pages'],
  ['vsdx', 'document', 'Visio drawings', 'vsdx vsdm vstx vstm vssx vssm'],
  ['xps', 'document', 'XPS documents', 'xps oxps'],
  ['hangul', 'document', 'Hangul documents', 'hwp hwpx'],
  ['epub', 'book', 'EPUB books', 'epub'],
  ['kindle', 'book', 'Kindle books', 'mobi azw azw3 prc'],
  ['help', 'book', 'Windows help', 'chm'],
  ['fictionbook', 'book', 'FictionBook books', 'fb2'],
  ['excel', 'sheet', 'Excel workbooks', 'xlsx xlsm xlsb xltx xltm xlam xls xlt xlw xlr'],
  ['opendocument-sheet', 'sheet', 'OpenDocument sheets', 'ods ots fods sxc stc'],
  ['dbase', 'sheet', 'dBASE tables', 'dbf'],
  ['numbers', 'sheet', 'Numbers sheets', 'numbers'],
  ['pptx', 'slides', 'PowerPoint slides', 'pptx pptm ppsx ppsm potx potm'],
  ['opendocument-slides', 'slides', 'OpenDocument slides', 'odp otp fodp sxi sti'],
  ['keynote', 'slides', 'Keynote slides', 'key'],
  ['opendocument-drawing', 'image', 'OpenDocument drawings', 'odg otg fodg odc odf odi sxd std'],
  ['csv', 'data', 'tables of values', 'csv tsv tab psv'],
  ['word', 'document', 'old Word documents', 'doc dot'],
  ['old-powerpoint', 'slides', 'old PowerPoint slides', 'ppt pps pot'],
  ['outlook-mail', 'mail', 'Outlook mail', 'msg oft'],
  ['outlook-store', 'mail', 'Outlook mailboxes', 'pst ost'],
  ['tnef', 'mail', 'mail wrapped by Outlook', 'tnef'],
  ['contacts', 'data', 'contacts', 'vcf vcard'],
  ['calendar', 'data', 'calendars', 'ics ical ifb vcs'],
  ['mail', 'mail', 'mail', 'eml emlx'],
  ['mailbox', 'mail', 'mailboxes', 'mbox mbx'],
  ['web-archive', 'web', 'saved web pages', 'mht mhtml'],
  ['json', 'data', 'JSON', 'json jsonl ndjson geojson jsonld webmanifest har'],
  ['xml', 'data', 'XML', 'xml xsd xsl xslt rdf rss atom opml dtd plist wsdl docbook dbk tei'],
  ['places', 'data', 'maps of places', 'kml kmz gpx'],
  ['svg', 'image', 'SVG drawings', 'svg'],
  ['dxf', 'image', 'CAD drawings', 'dxf'],
  ['notebook', 'code', 'notebooks', 'ipynb'],
  ['jpeg', 'image', 'JPEG pictures', 'jpg jpeg jpe jfif'],
  ['tiff', 'image', 'TIFF pictures', 'tif tiff nef dng arw'],
  ['png', 'image', 'PNG pictures', 'png apng'],
  ['webp', 'image', 'WebP pictures', 'webp'],
  ['heif', 'image', 'HEIC and AVIF pictures', 'heic heif avif'],
  [
    'audio',
    'audio',
    'sound',
    'mp3 wav flac ogg oga opus spx m4a m4b aac wma aiff aif aifc ape wv mpc dsf mka',
  ],
  ['video', 'video', 'films', 'mp4 m4v mov mkv webm 3gp wmv asf ogv'],
  ['yaml', 'data', 'YAML', 'yaml yml base'],
  [
    'settings',
    'data',
    'settings',
    'toml ini cfg conf config properties env desktop service reg editorconfig',
  ],
  [
    'archive',
    'archive',
    'archives',
    'zip tar gz tgz bz2 tbz tbz2 zst tzst xz txz lzma tlz z 7z rar cab iso lzh lha arj cpio',
  ],
  ['log', 'data', 'logs', 'log out err trace'],
  [
    'source-code',
    'code',
    'source code',
    'c h cc cpp cxx hh hpp hxx ino m mm cs java kt kts scala sc groovy gradle go rs swift dart zig nim v d ' +
      'py pyi pyw rb erb php pl pm raku lua tcl r jl js mjs cjs jsx ts mts cts tsx vue svelte astro coffee elm ' +
      'hs lhs ml mli fs fsx fsi ex exs erl hrl clj cljs cljc edn lisp el scm rkt pas pp dpr f f77 f90 f95 for ' +
      'cob cbl ada adb ads vb vbs bas asm s sql ddl sh bash zsh fish ksh csh bat cmd ps1 psm1 awk sed vim ' +
      'css scss sass less styl cmake make mk mak dockerfile makefile rakefile gemfile jenkinsfile proto thrift ' +
      'graphql gql tf hcl nix diff patch sas cl cu glsl hlsl wgsl vert frag sol vhd vhdl sv',
  ],
];

const LISTED: readonly Row[] = [
  ['postscript', 'document', 'PostScript', 'ps eps'],
  ['djvu', 'document', 'DjVu documents', 'djvu djv'],
  ['onenote', 'document', 'OneNote notebooks', 'one onetoc2'],
  ['wordperfect', 'document', 'WordPerfect documents', 'wpd wp wp5 wp6'],
  ['older-hangul', 'document', 'Hangul documents of before 2000', ''],
  ['publisher', 'document', 'Publisher documents', 'pub'],
  ['visio', 'document', 'old Visio drawings', 'vsd vst vss vdx vtx'],
  ['older-help', 'book', 'Windows help of before 1998', 'hlp'],
  ['older-word', 'document', 'Word documents of before 1993', ''],
  ['works', 'document', 'Works documents', 'wps'],
  ['older-powerpoint', 'slides', 'PowerPoint slides of before 1997', ''],
  ['lotus', 'sheet', 'Lotus and Quattro sheets', 'wk1 wk3 wk4 wks 123 wb1 wb2 wb3 wq1 wq2'],
  ['gif', 'image', 'GIF pictures', 'gif'],
  [
    'picture',
    'image',
    'pictures of this kind',
    'bmp ico icns jxl jp2 psd xcf ai cdr raw cr2 cr3 emf wmf tga pcx pct pnm ppm pgm dcm',
  ],
  ['sound', 'audio', 'sound of this kind', 'mid midi kar amr au snd'],
  ['film', 'video', 'films of this kind', 'avi flv mpg mpeg vob'],
  ['packed', 'archive', 'archives of this kind', 'lz jar war dmg deb rpm apk ar'],
  ['program', 'other', 'programs', 'exe dll so dylib o a class wasm pyc bin msi'],
  ['database', 'other', 'databases', 'db sqlite sqlite3 mdb accdb'],
  ['measurements', 'data', 'measurements of programs', 'hdf h5 nc mat parquet sas7bdat xpt'],
  ['certificate', 'other', 'certificates and signatures', 'p7 p7b p7c p7m p7s p12 pfx cer der tsd'],
  ['font', 'other', 'fonts', 'ttf otf woff woff2 eot'],
];

const formats = new Map<string, Format>();
const byEnding = new Map<string, Format>();
for (const [rows, read] of [
  [READ, true],
  [LISTED, false],
] as const) {
  for (const [name, family, label, endings] of rows) {
    const format = { name, family, label, read };
    formats.set(name, format);
    for (const ending of endings.split(' ')) if (ending !== '') byEnding.set(ending, format);
  }
}

export const FORMAT_NAMES: readonly string[] = [...formats.keys()];

const UNKNOWN: Format = { name: 'unknown', family: 'other', label: 'this kind of file', read: false };

export function formatNamed(name: string): Format {
  return formats.get(name) ?? UNKNOWN;
}

const PLAIN_FAMILIES: ReadonlySet<Family> = new Set(['text', 'web', 'code', 'data']);

const DRAWN_IN_TEXT: ReadonlySet<string> = new Set(['svg', 'dxf']);

/** Whether a format is text: its beginning can be read without its end. */
export function isPlain({ name, family }: Format): boolean {
  return PLAIN_FAMILIES.has(family) || DRAWN_IN_TEXT.has(name);
}

/** The format a file's name promises; a whole name such as `Makefile` counts as its own ending. `null`: promises nothing. */
export function formatOf(name: string): Format | null {
  return byEnding.get(endingOf(name)) ?? null;
}

/** Whether a file of this name and format answers `type:wanted` (family, format or ending, any case). */
export function isOfType(wanted: string, name: string, format: string | null): boolean {
  const want = wanted.toLowerCase().replace(/^\./, '');
  const known = format === null ? (formatOf(name) ?? UNKNOWN) : formatNamed(format);
  return want === known.family || want === known.name || want === endingOf(name);
}

export function endingOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1).toLowerCase();
}
