import type { Engine } from './engine.ts';
import type { Finding } from './finding.ts';

type FindingCalls = Pick<
  Engine,
  'similar' | 'versions' | 'where' | 'duplicates' | 'looked' | 'difference' | 'quotes'
>;

/** What is found from a document or a text. */
export function findingCalls(finding: Finding): FindingCalls {
  return {
    similar: (request, signal) => finding.similar(request, signal),
    versions: (path, signal) => finding.versions(path, signal),
    where: (text, limit, signal) => finding.where(text, limit, signal),
    duplicates: (folder, page, signal) => finding.duplicates(folder, page, signal),
    looked: () => finding.looked,
    difference: (left, right) => finding.difference(left, right),
    quotes: (path, page) => finding.quotes(path, page),
  };
}
