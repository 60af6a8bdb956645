import { describe, expect, it } from 'vitest';

import { laterByName, versionName } from '../../../src-main/similar/version-name.ts';
import { relationOf } from '../../../src-main/similar/versions.ts';

describe('a name', () => {
  it.each([
    'Report v2.docx',
    'report_v10_final.docx',
    'Report (copy).pdf',
    'Report (2).pdf',
    'Copy of Report.docx',
    'report-draft3.md',
    'Report FINAL.odt',
    'report 2024-01-31.docx',
    'report_20240131.docx',
    'Report 31.01.2024.docx',
  ])('%s is one of the versions of report', (name) => {
    expect(versionName(name).stem).toBe('report');
  });

  it.each(['Oldham report.docx', 'report on news.md', 'renewal.txt', 'report 7.docx', 'Copyright.txt'])(
    '%s is another document',
    (name) => {
      expect(versionName(name).stem).not.toBe('report');
      expect(versionName(name).isMarked).toBe(false);
    },
  );

  it('tells which version is later, by numbers before dates', () => {
    const later = (left: string, right: string) => laterByName(versionName(left), versionName(right));
    expect(later('report v10', 'report v9')).toBeGreaterThan(0);
    expect(later('report v1.2', 'report v1.10')).toBeLessThan(0);
    expect(later('report 2024-03-01', 'report 2024-02-28')).toBeGreaterThan(0);
    expect(later('report final', 'report draft')).toBe(0);
  });
});

describe('which of two is newer', () => {
  const dated = (name: string, modified: number) => ({ name: versionName(name), modified });

  it('is told by names, and by dates where names do not', () => {
    expect(relationOf(dated('a v1.md', 9e9), dated('a v2.md', 1e9))).toBe('newer');
    expect(relationOf(dated('a.md', 9e9), dated('b.md', 1e9))).toBe('older');
  });

  it('is not told by files of the same moment', () => {
    expect(relationOf(dated('a.md', 5_000), dated('a (copy).md', 5_900))).toBe('unknown');
  });
});
