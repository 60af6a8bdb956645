import type { Passage, SearchResult, SearchStage } from '../../src-main/contract/index.ts';

/** A document of the made-up library: its text, and where its passages stand in it. */
export interface FakeDocument {
  path: string;
  title: string;
  format: string;
  modified: string;
  text: string;
  places: { start: number; page: number | null; heading: string | null }[];
}

export const HOME = '/home/ada/Documents';

/** Joins parts to a text, a heading each, and keeps where each begins. */
function written(
  parts: { page?: number; heading?: string; body: string }[],
): Pick<FakeDocument, 'text' | 'places'> {
  let text = '';
  const places: FakeDocument['places'] = [];
  for (const { page = null, heading = null, body } of parts) {
    places.push({ start: text.length, page, heading });
    text += `${heading === null ? '' : `${heading}\n`}${body}\n\n`;
  }
  return { text, places };
}

const FILLER =
  'The parties have read what stands above and agree to it. What is not settled here follows the law of the place. Changes are made in writing, and so is the giving up of this rule itself.';

export const LEASE: FakeDocument = {
  path: `${HOME}/Flat/Contracts/Tenancy agreement Lindenweg 14.pdf`,
  title: 'Tenancy agreement Lindenweg 14',
  format: 'pdf',
  modified: '2019-05-14',
  ...written([
    { page: 1, heading: '§ 1 The dwelling', body: Array.from({ length: 12 }, () => FILLER).join('\n\n') },
    { page: 2, heading: '§ 3 Use of the rooms', body: Array.from({ length: 14 }, () => FILLER).join('\n\n') },
    {
      page: 3,
      heading: '§ 4 Term and notice',
      body: '(1) The tenancy begins on 1 June 2019 and runs for an indefinite period. No minimum term is agreed.\n\n(2) The tenant may terminate the agreement in writing, at the latest on the third working day of a calendar month, to take effect at the end of the month after next. The period of notice is three months in every case.\n\n(3) The landlord’s period of notice lengthens by three months each after five and after eight years from the handover of the dwelling.\n\n(4) Notice is signed by all tenants; an e-mail is not enough. The day of arrival counts, not the date of the letter.',
    },
    {
      page: 4,
      heading: '§ 5 Rent and charges',
      body: `(1) The monthly rent is 842 euros, payable in advance by the third working day.\n\n${Array.from({ length: 20 }, () => FILLER).join('\n\n')}`,
    },
    {
      page: 7,
      heading: '§ 11 Leaving',
      body: 'On leaving, the flat is handed over swept, with all keys, on the last day of the month.',
    },
    {
      page: 8,
      heading: '§ 12 Viewing',
      body: 'Rooms may be viewed once notice has been given, by agreement and not before nine.',
    },
  ]),
};

/** Formats as the engine names them. */
const FORMATS: Record<string, string> = { pdf: 'pdf', docx: 'docx', eml: 'mail', md: 'markdown' };

function note(name: string, modified: string, body: string, more: Partial<FakeDocument> = {}): FakeDocument {
  const dot = name.lastIndexOf('.');
  return {
    path: `${HOME}/${name}`,
    title: name.slice(name.lastIndexOf('/') + 1, dot),
    format: FORMATS[name.slice(dot + 1)] ?? 'text',
    modified,
    ...written([{ body }]),
    ...more,
  };
}

export const DOCUMENTS: readonly FakeDocument[] = [
  LEASE,
  note(
    'Flat/Advice/Tenants’ handbook 2023.pdf',
    '2023-02-02',
    'You must give notice three full months ahead. Send the letter by registered post so that it is in your landlord’s hands by the third working day.',
    { places: [{ start: 0, page: 41, heading: 'Moving out › Deadlines' }] },
  ),
  note(
    'Letters/Sent/Letter to Frau Albrecht, notice.docx',
    '2024-03-12',
    'I hereby give notice on the flat at Lindenweg 14, third floor, with effect from 30 June 2024, within the agreed three months.',
    { places: [{ start: 0, page: 1, heading: null }] },
  ),
  note(
    'Mail/Inbox/Re: moving out in June.eml',
    '2024-03-09',
    '… if your letter reaches her after the 3rd, everything shifts by a month, so you would leave at the end of July and pay for it too.',
  ),
  note(
    'Notes/Moving checklist.md',
    '2024-04-20',
    'Send the notice (registered!), ask for the handover date, cancel electricity and internet, book the van before the summer fills up.',
    { places: [{ start: 0, page: null, heading: 'Three months before' }] },
  ),
  note(
    'Insurance/Household insurance, terms 2022.pdf',
    '2022-01-01',
    'The policyholder tells the insurer of a move no later than the day on which it begins; both dwellings are covered for two months.',
    { places: [{ start: 0, page: 9, heading: '§ 11 Change of address' }] },
  ),
  note(
    'Letters/Ruth/Ruth, 4 August 1987, transcript.txt',
    '2020-08-04',
    'We had to be out by Michaelmas, and the old man gave us a fortnight’s warning, no more, after eleven years under his roof.',
  ),
  note(
    'Flat/House rules.txt',
    '2019-06-03',
    'Who leaves the flat for good reads the meters with the caretaker and returns the cellar key. <script>alert("never run")</script>',
  ),
];

const WORDS = /notice|flat|leav(?:e|es|ing)|before/giu;

/** The passage of a document that begins with `from` (or its whole first part), marked as the engine marks. */
export function passage(document: FakeDocument, from: string, score = 1): Passage {
  const start = document.text.indexOf(from);
  const gap = document.text.indexOf('\n\n', start);
  const end = gap < 0 ? document.text.length : gap;
  const text = document.text.slice(start, end);
  const place = document.places.findLast((each) => each.start <= start);
  return {
    text,
    page: place?.page ?? null,
    heading: place?.heading ?? null,
    start,
    end,
    marks: [...text.matchAll(WORDS)].map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
    })),
    answer: null,
    score,
  };
}

export function resultOf(document: FakeDocument, more: Partial<SearchResult> = {}): SearchResult {
  const best = passage(document, document.text.slice(0, 12));
  const terms = [...new Set(best.marks.map((mark) => best.text.slice(mark.start, mark.end).toLowerCase()))];
  return {
    path: document.path,
    file: document.path,
    connected: true,
    name: document.path.slice(document.path.lastIndexOf('/') + 1),
    title: document.title,
    format: document.format,
    size: 214_300,
    modified: Date.parse(`${document.modified}T12:00:00Z`),
    score: 0.5,
    passages: [best],
    recognised: false,
    weak: false,
    labels: [],
    alsoAt: [],
    reasons: [
      ...terms.map((term) => ({ kind: 'word' as const, term, count: 1 })),
      { kind: 'words', value: Math.min(1, terms.length * 0.3) },
      { kind: 'light', value: 0.55 },
    ],
    ...more,
  };
}

const [, HANDBOOK, LETTER, MAIL, CHECKLIST, INSURANCE, RUTH, RULES] = DOCUMENTS as [
  FakeDocument,
  FakeDocument,
  FakeDocument,
  FakeDocument,
  FakeDocument,
  FakeDocument,
  FakeDocument,
  FakeDocument,
];

const LEASE_PASSAGES = [
  passage(LEASE, '(2) The tenant'),
  passage(LEASE, '(4) Notice'),
  passage(LEASE, 'On leaving'),
  passage(LEASE, 'Rooms may be'),
];

function lease(closeness: number | null): SearchResult {
  const result = resultOf(LEASE, { passages: LEASE_PASSAGES });
  const reasons = result.reasons.filter((reason) => reason.kind !== 'word' && reason.kind !== 'words');
  return {
    ...result,
    reasons: [
      { kind: 'word', term: 'notice', count: 9 },
      { kind: 'words', value: 0.44 },
      ...reasons,
      ...(closeness === null ? [] : [{ kind: 'deep' as const, value: closeness }]),
    ],
  };
}

function readClosely(document: FakeDocument, value: number, more: Partial<SearchResult> = {}): SearchResult {
  const result = resultOf(document, more);
  return { ...result, reasons: [...result.reasons, { kind: 'deep', value }] };
}

/** One list of an answer: all that was found, read at once, unless it says otherwise. */
export function stageOf(
  stage: SearchStage['stage'],
  results: SearchResult[],
  more: Partial<SearchStage> = {},
): SearchStage {
  return {
    stage,
    final: false,
    milliseconds: 1,
    total: results.length,
    strong: results.filter(({ weak }) => !weak).length,
    closely: { done: 0, total: 0 },
    corrections: [],
    meaning: '',
    isStrict: false,
    notes: [],
    results,
    ...more,
  };
}

/** The first list: by words, the lease fourth. */
export function lightResults(): SearchResult[] {
  return [
    resultOf(HANDBOOK),
    resultOf(LETTER),
    resultOf(RULES),
    lease(null),
    resultOf(CHECKLIST),
    resultOf(INSURANCE),
    resultOf(MAIL),
  ];
}

/** Read closely: the lease first, Ruth's letter new. */
export function deepResults(): SearchResult[] {
  return [
    lease(0.92),
    readClosely(HANDBOOK, 0.84, {
      passages: [
        passage(HANDBOOK, 'You must'),
        {
          ...passage(HANDBOOK, 'You must'),
          start: 1,
          text: 'Further passage about notice',
          marks: [{ start: 22, end: 28 }],
        },
      ],
    }),
    readClosely(LETTER, 0.66, { alsoAt: [`${HOME}/Flat/Contracts/copy of notice.docx`] }),
    readClosely(MAIL, 0.81, { labels: [{ id: 1, name: 'Tenancy', colour: 2 }] }),
    readClosely(CHECKLIST, 0.63),
    readClosely(INSURANCE, 0.7),
    readClosely(RUTH, 0.68),
    readClosely(RULES, 0.49),
  ];
}
