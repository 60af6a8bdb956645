import type { SearchNote } from '../contract/index.ts';
import type { InklingError } from '../lib/errors.ts';
import type { LightAnswer } from '../search/answer-stages.ts';

/** What a person should know about an answer, what is told of the library among it. Pure. */
export function answerNotes(light: LightAnswer, ofLibrary: readonly SearchNote[]): SearchNote[] {
  return [
    ...emptyNote(light),
    ...errorNotes(light),
    ...ofLibrary,
    ...foreignNote(light),
    ...labelNotes(light),
    ...undescribedNote(light),
  ];
}

function emptyNote({ isEmpty }: LightAnswer): SearchNote[] {
  if (!isEmpty) return [];
  const text =
    'Type what you remember: a few words of it, its name, or a filter such as type:pdf or date:last-month.';
  return [{ code: 'QUERY_EMPTY', text }];
}

function foreignNote({ isForeign }: LightAnswer): SearchNote[] {
  if (!isForeign) return [];
  const text = 'Inkling cannot read this language by meaning; words and names decide.';
  return [{ code: 'LANGUAGE_UNREAD', text }];
}

function labelNotes({ unknownLabels }: LightAnswer): SearchNote[] {
  return unknownLabels.map((name) => ({ code: 'LABEL_UNKNOWN', text: `There is no label “${name}”.` }));
}

function errorNotes({ errors }: LightAnswer): SearchNote[] {
  return errors.map(({ start, end, text }) => ({ code: 'QUERY_UNREAD', text, place: { start, end } }));
}

function undescribedNote({ undescribed }: LightAnswer): SearchNote[] {
  if (undescribed === 0) return [];
  const count = new Intl.NumberFormat('en').format(undescribed);
  const whose = undescribed === 1 ? 'one document is' : `${count} documents are`;
  const text = `Date, language and mail headers of ${whose} not known yet; such filters may miss them.`;
  return [{ code: 'DETAILS_WAITING', text }];
}

/** What an answer says where reading closely is not possible. */
export function modelNote(error: InklingError): SearchNote {
  return { code: error.code, text: `${error.message} Words and light meaning go on.` };
}
