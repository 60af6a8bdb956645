/** Fields a document may say its own date in, the likeliest first. */
const DATE_FIELDS = ['date', 'sent', 'taken', 'created', 'creationdate', 'published'];
/** 2023-05-17, with or without a time; PDF writes D:20230517. */
const DAY = /^(?:D:)?(\d{4})-?(\d{2})-?(\d{2})(?!\d*[T\d]|T)/;
const PDF_TIME = /^D:(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})/;
const EARLIEST = Date.UTC(1800, 0, 1);
const LATEST = Date.UTC(2200, 0, 1);

/** The document's own date in milliseconds since 1970; null where it says none that can be read. */
export function ownDate(fields: Readonly<Record<string, string>>): number | null {
  const values = new Map(Object.entries(fields).map(([name, value]) => [name.toLowerCase(), value]));
  for (const name of DATE_FIELDS) {
    const date = readDate(values.get(name)?.trim() ?? '');
    if (date !== null) return date;
  }
  return null;
}

/** A date as mails, pictures and documents write it. A day without a time is one of this computer's. */
export function readDate(text: string): number | null {
  const parts = (PDF_TIME.exec(text) ?? DAY.exec(text))?.slice(1).map(Number);
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = parts ?? [];
  const date =
    parts === undefined ? Date.parse(text) : new Date(year, month - 1, day, hour, minute).getTime();
  return date >= EARLIEST && date < LATEST ? date : null;
}
