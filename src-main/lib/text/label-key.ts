/** What makes two names of labels the same one: letters, without regard to case, form and blanks. */
export function labelKey(name: string): string {
  return name.normalize('NFKC').toLowerCase().trim().replaceAll(/\s+/g, ' ');
}
