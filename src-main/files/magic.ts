/** Bytes (Latin-1) that prove a format: where they begin, and what they are. */
type Mark = readonly [format: string, bytes: string, at?: number];

/** Marks of four bytes and more; shorter ones stand below, for they prove less. */
const MARKS: readonly Mark[] = [
  ['png', '\x89PNG\r\n'],
  ['gif', 'GIF8'],
  ['tiff', 'II*\0'],
  ['tiff', 'MM\0*'],
  ['tiff', 'II+\0'],
  ['webp', 'WEBP', 8],
  ['picture', '8BPS'],
  ['picture', 'gimp xcf'],
  ['picture', '\0\0\0\x0cjP  '],
  ['picture', '\0\0\0\x0cJXL '],
  ['picture', '\xd7\xcd\xc6\x9a'],
  ['picture', ' EMF', 40],
  ['picture', 'DICM', 128],
  ['picture', '\x3a\xde\x68\xb1'],
  ['picture', 'ILBM', 8],
  ['rtf', '{\\rtf'],
  ['postscript', '%!PS'],
  ['postscript', '\xc5\xd0\xd3\xc6'],
  ['djvu', 'AT&TFORM'],
  ['wordperfect', '\xffWPC'],
  ['onenote', '\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d'],
  ['onenote', '\xa1\x2f\xff\x43\xd9\xef\x76\x4c'],
  ['older-hangul', 'HWP Document File'],
  ['help', 'ITSF'],
  ['older-help', '?_\x03\0'],
  ['kindle', 'BOOKMOBI', 60],
  ['kindle', 'TEXtREAd', 60],
  ['outlook-store', '!BDN'],
  ['tnef', '\x78\x9f\x3e\x22'],
  ['older-word', '\xdb\xa5'],
  ['older-word', '\x31\xbe\0\0'],
  ['older-word', '\xfe\x37\0'],
  ['excel', '\x09\0\x04\0'],
  ['excel', '\x09\0\x06\0'],
  ['excel', '\x09\x08\x10\0'],
  ['excel', '\x09\x08\x08\0'],
  ['excel', '\x09\x02\x06\0'],
  ['excel', '\x09\x04\x06\0'],
  ['lotus', '\0\0\x02\0\x06\x04'],
  ['lotus', '\0\0\x1a\0'],
  ['audio', 'ID3'],
  ['audio', 'fLaC'],
  ['audio', 'WAVE', 8],
  ['audio', 'AIFF', 8],
  ['audio', 'AIFC', 8],
  ['audio', 'MAC '],
  ['audio', 'wvpk'],
  ['audio', 'MPCK'],
  ['audio', 'DSD '],
  ['sound', 'MThd'],
  ['sound', '#!AMR'],
  ['sound', '.snd'],
  ['film', 'AVI ', 8],
  ['film', 'FLV\x01'],
  ['film', '\0\0\x01\xba'],
  ['film', '\0\0\x01\xb3'],
  ['archive', '7z\xbc\xaf'],
  ['archive', 'Rar!'],
  ['archive', '\xfd7zXZ'],
  ['archive', '\x28\xb5\x2f\xfd'],
  ['packed', '\x04\x22\x4d\x18'],
  ['packed', 'LZIP'],
  ['packed', '!<arch>'],
  ['packed', '\xed\xab\xee\xdb'],
  ['archive', 'MSCF\0'],
  ['packed', 'xar!'],
  ['packed', 'hsqs'],
  ['archive', 'ustar', 257],
  ['archive', 'CD001', 32_769],
  ['archive', 'BEA01', 32_769],
  ['database', 'SQLite format 3\0'],
  ['database', '\0\x01\0\0Standard Jet DB'],
  ['database', '\0\x01\0\0Standard ACE DB'],
  ['measurements', '\x89HDF'],
  ['measurements', '\x0e\x03\x13\x01'],
  ['measurements', 'CDF\x01'],
  ['measurements', 'PAR1'],
  ['measurements', 'MATLAB 5.0'],
  ['program', '\x7fELF'],
  ['program', '\xca\xfe\xba\xbe'],
  ['program', '\xfe\xed\xfa\xce'],
  ['program', '\xfe\xed\xfa\xcf'],
  ['program', '\xce\xfa\xed\xfe'],
  ['program', '\xcf\xfa\xed\xfe'],
  ['program', '\0asm'],
  ['program', 'dex\n'],
  ['font', 'wOFF'],
  ['font', 'wOF2'],
  ['font', 'OTTO\0'],
  ['font', 'ttcf\0'],
  ['font', 'true\0'],
  ['font', '\0\x01\0\0\0'],
  ['jpeg', '\xff\xd8\xff'],
  ['archive', '\x1f\x8b'],
  ['archive', 'BZh'],
];

/** Too short to outweigh text: they count where the rest of the file is binary. */
const SHORT_MARKS: readonly Mark[] = [
  ['picture', 'BM'],
  ['picture', '\0\0\x01\0'],
  ['picture', '\0\0\x02\0'],
  ['picture', '\x0a\x05\x01\x08'],
  ['picture', '\xff\x0a'],
  ['program', 'MZ'],
  ['archive', '070701'],
  ['archive', '\x1f\x9d'],
  ['archive', '-lh', 2],
  ['archive', '\x60\xea'],
  ['archive', '\x5d\0\0'],
  ['certificate', '\x30\x80'],
  ['certificate', '\x30\x82'],
];

const LATEST_MARK = 32_774;

/** ISO's container of pictures, sound and films says in its first brand which of them it is. */
const BRANDS: readonly (readonly [format: string, brand: RegExp])[] = [
  ['heif', /^(?:hei[cxms]|hev[cxms]|mif1|msf1|avi[fs])/],
  ['audio', /^M4[ABP] |^F4[AB] /],
  ['picture', /^crx /],
];

const EBML = '\x1a\x45\xdf\xa3';
const ASF = '\x30\x26\xb2\x75\x8e\x66\xcf\x11';

/** Marks that begin texts. */
const TEXT_MARKS: ReadonlySet<string> = new Set(['{\\rtf', '%!PS', '!<arch>']);
const PRINTABLE = /^[\x20-\x7e]+$/;

const MARKS_OF_TEXT = MARKS.filter(([, bytes]) => !PRINTABLE.test(bytes) || TEXT_MARKS.has(bytes));

export interface FileTraits {
  /** Tells sound from film where a container holds either. */
  readonly ending: string;
  /** Words may begin as binary files do: "MAC addresses", "DSD notes". */
  readonly isText: boolean;
}

/** The format that the first bytes prove; null where they prove none. */
export function formatOfBytes(file: Buffer, { ending, isText }: FileTraits): string | null {
  const start = file.toString('latin1', 0, LATEST_MARK);
  if (isText) return markedFormat(start, MARKS_OF_TEXT);
  if (start.startsWith('ftyp', 4))
    return BRANDS.find(([, brand]) => brand.test(start.slice(8, 12)))?.[0] ?? 'video';
  if (start.startsWith('OggS')) return start.includes('theora') ? 'video' : 'audio';
  if (start.startsWith(ASF)) return ending === 'wma' ? 'audio' : 'video';
  if (start.startsWith(EBML)) return ending === 'mka' ? 'audio' : 'video';
  return markedFormat(start, MARKS);
}

/** What short first bytes suggest of a file that is no text. */
export function suggestedFormat(file: Buffer): string | null {
  return markedFormat(file.toString('latin1', 0, LATEST_MARK), SHORT_MARKS);
}

function markedFormat(start: string, marks: readonly Mark[]): string | null {
  return marks.find(([, bytes, at = 0]) => start.startsWith(bytes, at))?.[0] ?? null;
}
