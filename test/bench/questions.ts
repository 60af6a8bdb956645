import { readFileSync } from 'node:fs';

/** A question with the one file that answers it. */
export interface Question {
  readonly question: string;
  /** Below the folder that is searched. */
  readonly path: string;
  readonly kind: string;
}

/** Reads a table of questions: question, path, kind, evidence, parted by tabs, under a heading. */
export function readQuestions(file: string): Question[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .slice(1)
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [question = '', path = '', kind = ''] = line.split('\t');
      return { question, path, kind };
    });
}

/** As people ask: each question whole, its beginning, its end; the first `count` of all. */
export function asTyped(questions: readonly Question[], count: number): string[] {
  const whole = questions.map(({ question }) => question);
  const beginnings = whole.map((question) => question.split(' ').slice(0, 3).join(' '));
  const ends = whole.map((question) => question.split(' ').slice(-3).join(' '));
  return [...new Set([...whole, ...beginnings, ...ends])].slice(0, count);
}
