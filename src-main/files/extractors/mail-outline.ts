import type { InnerFile, Part, ReadInner } from '../extraction.ts';
import { cleanCharacters } from '../normalise.ts';
import { Outline } from '../outline.ts';
import { joinWrappedLines, splitParagraphs } from '../paragraphs.ts';
import { readHtml } from './html.ts';
import { addExtraction, addInnerFiles } from './inner-documents.ts';

/** A mail of any format. */
export interface Mail {
  readonly subject: string;
  /** Sender, receivers, date. */
  readonly fields: readonly (readonly [name: string, value: string])[];
  readonly text: string;
  readonly html: string;
  /** The text as RTF, where it stands nowhere else. */
  readonly rtf: Uint8Array | null;
  readonly attachments: readonly Attachment[];
}

export interface Attachment extends InnerFile {
  /** Part of how the mail looks: logos, photographs between the lines. */
  readonly isInline: boolean;
}

export interface MailPlace {
  /** Of the headings inside the mail. */
  readonly level: number;
  readonly readInner: ReadInner;
}

/** Text in a mail that only says that there is HTML is shorter than this. */
const STUB_LENGTH = 400;
/** What an answer quotes: the marks before its lines would part its sentences. */
const QUOTE_MARKS = /^[ \t]*>[> \t]*/gm;
const NAMES_LIMIT = 200;

/** The files that came with a mail, as documents of their own; without logos and photographs between the lines. */
export function partsOfMail(mail: Mail): Part[] {
  return mail.attachments
    .filter(({ isInline }) => !isInline)
    .map(({ name, bytes }, index) => ({
      path: (name.trim() || `attachment ${index + 1}`).replaceAll('/', '-'),
      size: bytes.length,
      open: () => bytes,
    }));
}

/** Names of attachments as a field; those that stand in the text like a logo are left out. */
export function attachmentNames(mail: Mail): string {
  const named = mail.attachments.filter(({ name, isInline }) => name !== '' && !isInline);
  return named
    .slice(0, NAMES_LIMIT)
    .map(({ name }) => name)
    .join(', ');
}

/** Who sent or received it; addresses inside one company are paths of its directory, which say nothing more than the name. */
export function person(name: string, address: string): string {
  if (!address.includes('@') || address === name) return name;
  return name === '' ? address : `${name} <${address}>`;
}

/** Writes what a mail says; its subject and fields, and what came with it, are the caller's to place. */
export async function addMailBody(mail: Mail, outline: Outline, place: MailPlace): Promise<void> {
  const { level } = place;
  const page = mail.html === '' || mail.text.trim().length >= STUB_LENGTH ? null : readPage(mail.html);
  const pageLength = page?.blocks.reduce((sum, { text }) => sum + text.length, 0) ?? 0;
  if (page !== null && pageLength > mail.text.trim().length * 2) {
    addExtraction({ ...page, title: null }, outline, level);
  } else if (mail.text.trim() !== '') addPlainText(mail.text, outline);
  else if (mail.rtf !== null) {
    await addInnerFiles([{ name: '', bytes: mail.rtf }], outline, place);
  }
  outline.closeHeadings(level);
}

function readPage(html: string): ReturnType<Outline['finish']> {
  const outline = new Outline({ isTitledByHeading: false });
  readHtml(cleanCharacters(html), outline);
  return outline.finish();
}

function addPlainText(text: string, outline: Outline): void {
  const clean = cleanCharacters(text).replace(QUOTE_MARKS, '');
  for (const paragraph of splitParagraphs(clean)) outline.block(joinWrappedLines(paragraph));
}
