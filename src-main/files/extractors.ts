import type { Extractor } from './extraction.ts';
import { asciidocExtractor } from './extractors/asciidoc.ts';
import { csvExtractor } from './extractors/csv.ts';
import { docxExtractor } from './extractors/docx.ts';
import { htmlExtractor } from './extractors/html.ts';
import { jsonExtractor } from './extractors/json.ts';
import { latexExtractor } from './extractors/latex.ts';
import { logExtractor, settingsExtractor, yamlExtractor } from './extractors/lines.ts';
import { markdownExtractor } from './extractors/markdown.ts';
import { orgExtractor } from './extractors/org.ts';
import { notebookExtractor } from './extractors/notebook.ts';
import { pdfExtractor } from './extractors/pdf.ts';
import { pictureExtractors } from './extractors/picture.ts';
import { soundExtractors } from './extractors/sound.ts';
import { svgExtractor } from './extractors/svg.ts';
import { restructuredTextExtractor } from './extractors/restructured-text.ts';
import { sourceCodeExtractor } from './extractors/source-code.ts';
import { subtitlesExtractor } from './extractors/subtitles.ts';
import { textExtractor } from './extractors/text.ts';
import { xmlExtractor } from './extractors/xml.ts';

const extractors = new Map<string, Extractor>(
  [
    asciidocExtractor,
    csvExtractor,
    docxExtractor,
    htmlExtractor,
    jsonExtractor,
    latexExtractor,
    logExtractor,
    markdownExtractor,
    notebookExtractor,
    orgExtractor,
    pdfExtractor,
    ...pictureExtractors,
    restructuredTextExtractor,
    settingsExtractor,
    ...soundExtractors,
    sourceCodeExtractor,
    subtitlesExtractor,
    svgExtractor,
    textExtractor,
    xmlExtractor,
    yamlExtractor,
  ].map((extractor) => [extractor.format, extractor]),
);

/** The reader of a format; text is the fallback, for every other text format is text too. */
export function extractorFor(format: string): Extractor {
  return extractors.get(format) ?? textExtractor;
}
