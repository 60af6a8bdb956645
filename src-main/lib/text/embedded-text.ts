/** Title and headings in front of a passage: at most this many characters, so that the text keeps its room. */
const LONGEST_CONTEXT = 160;

/** What a cut leaves of a surrogate pair. */
const HALF_PAIR = /[\ud800-\udbff]$/;

/** The line that stands in front of a passage's text where it is embedded; empty where there is nothing to say. */
export function embeddingContext(title: string | null, heading: string | null): string {
  const context = [title, heading].filter((part) => part !== null && part !== '').join(' › ');
  return context.length <= LONGEST_CONTEXT
    ? context
    : context.slice(0, LONGEST_CONTEXT).replace(HALF_PAIR, '').trimEnd();
}

/** What is embedded of a passage: where it stands, and what it says. */
export function embeddedText(context: string, text: string): string {
  return context === '' ? text : `${context}\n${text}`;
}
