import type { Extractor } from './extraction.ts';
import { textExtractor } from './extractors/text.ts';

type Load = () => Promise<readonly Extractor[]>;

/** Formats, and where their readers are: loaded when the first such file comes, for a process that reads files starts often. */
const READERS: readonly (readonly [formats: string, load: Load])[] = [
  ['archive', async () => [(await import('./extractors/archive.ts')).archiveExtractor]],
  ['asciidoc', async () => [(await import('./extractors/asciidoc.ts')).asciidocExtractor]],
  ['audio video', async () => (await import('./extractors/sound.ts')).soundExtractors],
  ['calendar', async () => [(await import('./extractors/calendar.ts')).calendarExtractor]],
  ['contacts', async () => [(await import('./extractors/contacts.ts')).contactsExtractor]],
  ['csv', async () => [(await import('./extractors/csv.ts')).csvExtractor]],
  ['dbase', async () => [(await import('./extractors/dbase.ts')).dbaseExtractor]],
  ['docx', async () => [(await import('./extractors/docx.ts')).docxExtractor]],
  ['dxf', async () => [(await import('./extractors/dxf.ts')).dxfExtractor]],
  ['epub', async () => [(await import('./extractors/epub.ts')).epubExtractor]],
  ['excel', async () => [(await import('./extractors/excel.ts')).excelExtractor]],
  ['fictionbook', async () => [(await import('./extractors/fictionbook.ts')).fictionBookExtractor]],
  ['hangul', async () => [(await import('./extractors/hangul.ts')).hangulExtractor]],
  ['help', async () => [(await import('./extractors/help.ts')).helpExtractor]],
  ['html', async () => [(await import('./extractors/html.ts')).htmlExtractor]],
  ['jpeg tiff png webp heif', async () => (await import('./extractors/picture.ts')).pictureExtractors],
  ['json', async () => [(await import('./extractors/json.ts')).jsonExtractor]],
  [
    'keynote numbers pages',
    async () => {
      const read = await import('./extractors/iwork.ts');
      return [read.keynoteExtractor, read.numbersExtractor, read.pagesExtractor];
    },
  ],
  ['kindle', async () => [(await import('./extractors/kindle.ts')).kindleExtractor]],
  ['latex', async () => [(await import('./extractors/latex.ts')).latexExtractor]],
  [
    'log settings yaml',
    async () => {
      const read = await import('./extractors/lines.ts');
      return [read.logExtractor, read.settingsExtractor, read.yamlExtractor];
    },
  ],
  ['mail', async () => [(await import('./extractors/mail.ts')).mailExtractor]],
  ['mailbox', async () => [(await import('./extractors/mailbox.ts')).mailboxExtractor]],
  ['markdown', async () => [(await import('./extractors/markdown.ts')).markdownExtractor]],
  ['notebook', async () => [(await import('./extractors/notebook.ts')).notebookExtractor]],
  ['old-powerpoint', async () => [(await import('./extractors/old-powerpoint.ts')).oldPowerpointExtractor]],
  [
    'opendocument-drawing opendocument-sheet opendocument-slides opendocument-text',
    async () => {
      const read = await import('./extractors/opendocument.ts');
      return [
        read.openDocumentDrawingExtractor,
        read.openDocumentSheetExtractor,
        read.openDocumentSlidesExtractor,
        read.openDocumentTextExtractor,
      ];
    },
  ],
  ['org', async () => [(await import('./extractors/org.ts')).orgExtractor]],
  ['outlook-mail', async () => [(await import('./extractors/outlook-mail.ts')).outlookMailExtractor]],
  ['outlook-store', async () => [(await import('./extractors/outlook-store.ts')).outlookStoreExtractor]],
  ['pdf', async () => [(await import('./extractors/pdf.ts')).pdfExtractor]],
  ['places', async () => [(await import('./extractors/places.ts')).placesExtractor]],
  ['pptx', async () => [(await import('./extractors/pptx.ts')).pptxExtractor]],
  [
    'restructuredtext',
    async () => [(await import('./extractors/restructured-text.ts')).restructuredTextExtractor],
  ],
  ['rtf', async () => [(await import('./extractors/rtf.ts')).rtfExtractor]],
  ['source-code', async () => [(await import('./extractors/source-code.ts')).sourceCodeExtractor]],
  ['subtitles', async () => [(await import('./extractors/subtitles.ts')).subtitlesExtractor]],
  ['svg', async () => [(await import('./extractors/svg.ts')).svgExtractor]],
  ['tnef', async () => [(await import('./extractors/tnef.ts')).tnefExtractor]],
  ['vsdx', async () => [(await import('./extractors/vsdx.ts')).vsdxExtractor]],
  ['web-archive', async () => [(await import('./extractors/web-archive.ts')).webArchiveExtractor]],
  ['word', async () => [(await import('./extractors/word.ts')).wordExtractor]],
  ['xps', async () => [(await import('./extractors/xps.ts')).xpsExtractor]],
  ['xml', async () => [(await import('./extractors/xml.ts')).xmlExtractor]],
];
const loaders = new Map<string, Load>(
  READERS.flatMap(([formats, load]) => formats.split(' ').map((format): [string, Load] => [format, load])),
);
const loaded = new Map<string, Extractor>();

/** The reader of a format; text is the fallback, for every other text format is text too. */
export async function extractorFor(format: string): Promise<Extractor> {
  const known = loaded.get(format);
  if (known !== undefined) return known;
  const extractors = (await loaders.get(format)?.()) ?? [];
  const found = extractors.find((extractor) => extractor.format === format) ?? textExtractor;
  loaded.set(format, found);
  return found;
}
