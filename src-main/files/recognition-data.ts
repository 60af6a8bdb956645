import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';

/** Not called `require`: the bundler declares that name itself. */
const { resolve } = createRequire(import.meta.url);

/** The language whose data Inkling never goes without. */
export const FIRST_LANGUAGE = 'eng';

/** The data of each language is a package of its own; the small models serve. Throws where it is not installed. */
export function languageFile(language: string): string {
  return resolve(`@tesseract.js-data/${language}/4.0.0_best_int/${language}.traineddata.gz`);
}

/** Codes of the languages whose data is installed, English first. */
export function installedLanguages(): string[] {
  const packages = dirname(dirname(dirname(languageFile(FIRST_LANGUAGE))));
  const others = readdirSync(packages).filter((name) => name !== FIRST_LANGUAGE && isInstalled(name));
  return [FIRST_LANGUAGE, ...others.toSorted()];
}

function isInstalled(language: string): boolean {
  try {
    return languageFile(language) !== '';
  } catch {
    return false;
  }
}
