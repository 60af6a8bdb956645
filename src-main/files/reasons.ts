import { InklingError } from '../lib/errors.ts';
import type { ErrorDetails } from '../lib/errors.ts';
import type { Shortfall } from './extraction.ts';

/** Why a file or folder could not be read, or only in part: everything this folder ever reports. */
export const REASONS = {
  FILE_VANISHED: {
    cause: 'The file was moved or deleted while Inkling read it.',
    remedy: 'Look again; it is found where it is now.',
  },
  FILE_UNREADABLE: {
    cause: 'The system does not let Inkling read this file.',
    remedy: 'Change its permissions, then look again.',
  },
  FILE_TOO_LARGE: {
    cause: 'The file is larger than Inkling reads.',
    remedy: 'It is found by its name; split it to have its words found.',
  },
  FILE_BROKEN: {
    cause: 'The file is damaged or not what its name says.',
    remedy: 'Open it in the program it comes from and save it again.',
  },
  NOT_A_FILE: {
    cause: 'This is not a regular file.',
    remedy: 'Nothing needs to be done; Inkling never opens it.',
  },
  FOLDER_UNREADABLE: {
    cause: 'The system does not let Inkling look into this folder.',
    remedy: 'Change its permissions, then look again.',
  },
  FOLDER_AWAY: {
    cause: 'The folder is not there now.',
    remedy: 'Connect its drive, or forget the folder; until then its documents stay.',
  },
  FOLDER_TOO_DEEP: {
    cause: 'The folders lie within each other deeper than any person made them.',
    remedy: 'Move what matters further up.',
  },
  NAME_NOT_READ: {
    cause: 'The name is not written in Unicode, so the system cannot be asked for it.',
    remedy: 'Give the file a new name.',
  },
  NOT_HERE: {
    cause: 'The content of this file is kept elsewhere, not on this computer.',
    remedy: 'Have it kept on this computer in the program that syncs it, then look again.',
  },
  FORMAT_NOT_READ: {
    cause: 'Inkling does not read this kind of file yet.',
    remedy: 'It is found by its name.',
  },
  PAGE_NOT_DRAWN: {
    cause: 'This page could not be drawn.',
    remedy: 'Its text is here; open the file to see the page.',
  },
  PICTURE_NOT_SHOWN: {
    cause: 'Inkling does not show pictures of this kind.',
    remedy: 'Open the file to see it.',
  },
  PDF_NO_TEXT: {
    cause: 'The pages are pictures without text.',
    remedy: 'Turn on “Words in pictures” in Settings, or find it by its name.',
  },
  PDF_EMPTY: {
    cause: 'The pages hold no text.',
    remedy: 'It is found by its name.',
  },
  PDF_NO_WORDS: {
    cause: 'The pages are pictures, and Inkling found no words in them.',
    remedy: 'If there are words, a sharper scan may help; it is found by its name.',
  },
  PDF_GARBLED: {
    cause: 'The fonts of the PDF do not say which letters they draw.',
    remedy: 'Make a searchable copy with a text recognition program, or find it by its name.',
  },
  DOCUMENT_PASSWORD: {
    cause: 'The document is protected by a password.',
    remedy: 'Give its password, here or by inkling unlock, or find it by its name.',
  },
  PASSWORD_WRONG: {
    cause: 'The password that was given does not open the document.',
    remedy: 'Give the right one, here or by inkling unlock, or find it by its name.',
  },
  PASSWORD_NOT_TAKEN: {
    cause: 'The document is protected by a password in a way that Inkling cannot open.',
    remedy: 'Save a copy without the password, or find it by its name.',
  },
  SHOP_LOCKED: {
    cause: 'The book is locked by the shop that sold it.',
    remedy: 'It is found by its name.',
  },
  ARCHIVE_TOO_LARGE: {
    cause: 'The document unpacks to far more than any real document holds.',
    remedy: 'It is found by its name.',
  },
  PARTS_BROKEN: {
    cause: 'The file is damaged further on; what comes before is searchable.',
    remedy: 'Make it again, or unpack with a repairing program what can be saved.',
  },
  PARTS_CUT: {
    cause: 'The file holds more than Inkling reads of one; the rest is not searchable.',
    remedy: 'Unpack it into a folder to have everything found.',
  },
  PART_NOT_READ: {
    cause: 'Parts of the file could not be read; the rest is searchable.',
    remedy: 'Save these parts as files of their own to have their words found.',
  },
  PICTURE_TOO_LARGE: {
    cause: 'The picture has more pixels than Inkling looks for words in.',
    remedy: 'Save a smaller copy, or find it by its name.',
  },
  RECOGNITION_TOO_LONG: {
    cause: 'It took too long to recognise the words of its pictures.',
    remedy: 'Save a smaller copy, or find it by its name.',
  },
  RECOGNITION_FAILED: {
    cause: 'The words of its pictures could not be recognised.',
    remedy: 'Look again to try once more, or find it by its name.',
  },
  TEXT_CUT: {
    cause: 'The text is longer than Inkling reads; its beginning is searchable.',
    remedy: 'Split the file to have all its words found.',
  },
} as const satisfies Record<string, ErrorDetails>;

export type ReasonCode = keyof typeof REASONS;

/** The error of a reason; `cause` says it more exactly where more is known. */
export function failure(code: ReasonCode, cause: string = REASONS[code].cause): InklingError {
  return new InklingError(code, { cause, remedy: REASONS[code].remedy });
}

/** What a reader threw, as a reason: a file that its parser stumbles over is damaged. */
export function reasonFor(thrown: unknown): InklingError {
  return thrown instanceof InklingError ? thrown : failure('FILE_BROKEN');
}

export function shortfall(code: ReasonCode, cause: string = REASONS[code].cause): Shortfall {
  return { code, cause, remedy: REASONS[code].remedy };
}
