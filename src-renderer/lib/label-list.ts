import type { TopicDocument } from '../api/types.ts';
import { csv, plainCell } from './csv.ts';
import { isoDay } from './format.ts';
import { scoreText } from './labels.ts';

type Listed = Pick<TopicDocument, 'path' | 'name' | 'title' | 'score' | 'verdict' | 'modified'>;

export function labelAsCsv(documents: readonly Listed[]): string {
  const rows = documents.map(({ path, name, title, score, verdict, modified }) => [
    path,
    plainCell(name),
    plainCell(title),
    scoreText(score),
    verdict ?? '',
    isoDay(modified),
  ]);
  return csv([['path', 'name', 'title', 'score', 'judged', 'modified'], ...rows]);
}

export function labelAsJson(label: string, documents: readonly Listed[]): string {
  const listed = documents.map(({ path, name, title, score, verdict, modified }) => ({
    path,
    name,
    title,
    score,
    verdict,
    modified: isoDay(modified),
  }));
  return `${JSON.stringify({ label, documents: listed }, null, 2)}\n`;
}

export function labelAsPaths(documents: readonly Listed[]): string {
  return documents.map(({ path }) => `${path}\n`).join('');
}

/** "Taxes: 2019/20" → "Taxes 2019 20" */
export function fileNameOf(label: string): string {
  return (
    label
      .replace(/[\\/:*?"<>|\p{Cc}]+/gu, ' ')
      .replace(/\s+/g, ' ')
      .replace(/^[. ]+|[. ]+$/g, '') || 'label'
  );
}
