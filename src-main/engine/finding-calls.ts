import type { Engine } from './engine.ts';
import type { Finding } from './finding.ts';

type FindingCalls = Pick<Engine, 'similar' | 'versions' | 'where' | 'duplicates' | 'difference' | 'quotes'>;

/** What is found from a document or a text. */
export function findingCalls(finding: Finding): FindingCalls {
  return {
    similar: (request) => finding.similar(request),
    versions: (path) => finding.versions(path),
    where: (text, limit) => finding.where(text, limit),
    duplicates: (folder, page) => finding.duplicates(folder, page),
    difference: (left, right) => finding.difference(left, right),
    quotes: (path, page) => finding.quotes(path, page),
  };
}
