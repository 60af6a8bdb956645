import type { Extraction, Extractor } from '../extraction.ts';
import { Outline } from '../outline.ts';
import { OfficePackage } from './office-package.ts';
import { readOldWorkbook } from './workbook-library.ts';
import { XLSX_PARTS, readXlsx } from './xlsx.ts';
import { isZip, refuseBomb } from './zip.ts';

/** Workbooks of every age: ZIPs of XML, ZIPs of binary parts, and the old binary files. */
export const excelExtractor: Extractor = {
  format: 'excel',
  extract(bytes: Uint8Array): Extraction {
    const outline = new Outline({ dataLike: true, isTitledByHeading: false });
    const file = isZip(bytes) ? new OfficePackage(bytes, XLSX_PARTS) : null;
    const main = file?.main() ?? 'xl/workbook.xml';
    if (file !== null && main.endsWith('.bin')) refuseBomb(bytes);
    if (file === null || main.endsWith('.bin')) readOldWorkbook(bytes, outline);
    else {
      file.readProperties(outline);
      readXlsx(file, main, outline);
    }
    return outline.finish();
  },
};
