import type { Extractor } from './extraction.ts';
import { archiveExtractor } from './extractors/archive.ts';
import { asciidocExtractor } from './extractors/asciidoc.ts';
import { calendarExtractor } from './extractors/calendar.ts';
import { contactsExtractor } from './extractors/contacts.ts';
import { csvExtractor } from './extractors/csv.ts';
import { docxExtractor } from './extractors/docx.ts';
import { epubExtractor } from './extractors/epub.ts';
import { excelExtractor } from './extractors/excel.ts';
import { fictionBookExtractor } from './extractors/fictionbook.ts';
import { pptxExtractor } from './extractors/pptx.ts';
import { rtfExtractor } from './extractors/rtf.ts';
import { vsdxExtractor } from './extractors/vsdx.ts';
import { htmlExtractor } from './extractors/html.ts';
import { keynoteExtractor, numbersExtractor, pagesExtractor } from './extractors/iwork.ts';
import { jsonExtractor } from './extractors/json.ts';
import { latexExtractor } from './extractors/latex.ts';
import { logExtractor, settingsExtractor, yamlExtractor } from './extractors/lines.ts';
import { mailExtractor } from './extractors/mail.ts';
import { mailboxExtractor } from './extractors/mailbox.ts';
import { tnefExtractor } from './extractors/tnef.ts';
import { webArchiveExtractor } from './extractors/web-archive.ts';
import { markdownExtractor } from './extractors/markdown.ts';
import {
  openDocumentDrawingExtractor,
  openDocumentSheetExtractor,
  openDocumentSlidesExtractor,
  openDocumentTextExtractor,
} from './extractors/opendocument.ts';
import { oldPowerpointExtractor } from './extractors/old-powerpoint.ts';
import { orgExtractor } from './extractors/org.ts';
import { outlookMailExtractor } from './extractors/outlook-mail.ts';
import { notebookExtractor } from './extractors/notebook.ts';
import { pdfExtractor } from './extractors/pdf.ts';
import { pictureExtractors } from './extractors/picture.ts';
import { soundExtractors } from './extractors/sound.ts';
import { svgExtractor } from './extractors/svg.ts';
import { restructuredTextExtractor } from './extractors/restructured-text.ts';
import { sourceCodeExtractor } from './extractors/source-code.ts';
import { subtitlesExtractor } from './extractors/subtitles.ts';
import { textExtractor } from './extractors/text.ts';
import { wordExtractor } from './extractors/word.ts';
import { xmlExtractor } from './extractors/xml.ts';

const extractors = new Map<string, Extractor>(
  [
    archiveExtractor,
    asciidocExtractor,
    calendarExtractor,
    contactsExtractor,
    csvExtractor,
    docxExtractor,
    epubExtractor,
    excelExtractor,
    fictionBookExtractor,
    pptxExtractor,
    rtfExtractor,
    vsdxExtractor,
    htmlExtractor,
    jsonExtractor,
    latexExtractor,
    logExtractor,
    mailExtractor,
    mailboxExtractor,
    tnefExtractor,
    webArchiveExtractor,
    markdownExtractor,
    keynoteExtractor,
    numbersExtractor,
    openDocumentDrawingExtractor,
    openDocumentSheetExtractor,
    openDocumentSlidesExtractor,
    openDocumentTextExtractor,
    pagesExtractor,
    oldPowerpointExtractor,
    notebookExtractor,
    orgExtractor,
    outlookMailExtractor,
    pdfExtractor,
    ...pictureExtractors,
    restructuredTextExtractor,
    settingsExtractor,
    ...soundExtractors,
    sourceCodeExtractor,
    subtitlesExtractor,
    svgExtractor,
    textExtractor,
    wordExtractor,
    xmlExtractor,
    yamlExtractor,
  ].map((extractor) => [extractor.format, extractor]),
);

/** The reader of a format; text is the fallback, for every other text format is text too. */
export function extractorFor(format: string): Extractor {
  return extractors.get(format) ?? textExtractor;
}
