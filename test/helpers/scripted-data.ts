import type { CatalogueModel, FileError, Model } from '../../src-main/contract/index.ts';
import { HOME } from './fake-answers.ts';

export const ERRORS: FileError[] = [
  {
    path: `${HOME}/Work/Payslips 2021.pdf`,
    code: 'DOCUMENT_PASSWORD',
    cause: 'The PDF is protected by a password.',
    remedy: 'Give Inkling its password, or find it by its name.',
  },
  {
    path: `${HOME}/Flat/Land register, scan.pdf`,
    code: 'NO_TEXT',
    cause: '14 pages are pictures without text.',
    remedy: 'Let a scanner program recognise its text.',
  },
  {
    path: '/home/ada/Papers/Old/Vogel 1998.pdf',
    code: 'BROKEN',
    cause: 'The file ends in the middle of page 6.',
    remedy: 'Fetch the file again from where it came.',
  },
  {
    path: `${HOME}/Work/Measurements, all years.xlsx`,
    code: 'FORMAT',
    cause: 'Spreadsheets are not read yet.',
    remedy: 'Save the sheet as CSV.',
  },
];

export const MODELS: Model[] = [
  {
    name: 'minilm-l6-v2',
    kind: 'heavy',
    dimensions: 384,
    licence: 'Apache-2.0',
    source: 'sentence-transformers/all-MiniLM-L6-v2',
    languages: ['en'],
    bytes: 22_900_000,
    files: [{ name: 'model.onnx', sha256: '0123456789abcdef'.repeat(4) }],
    inUse: true,
  },
  {
    name: 'inkling-light',
    kind: 'light',
    dimensions: 256,
    licence: 'MIT',
    source: 'made for Inkling',
    languages: ['en'],
    bytes: 7_900_000,
    files: [{ name: 'model.onnx', sha256: '0123456789abcdef'.repeat(4) }],
    inUse: true,
  },
];

export const CATALOGUE: CatalogueModel[] = [
  {
    name: 'minilm-l6-v2',
    repository: 'Xenova/all-MiniLM-L6-v2',
    licence: 'Apache-2.0',
    megabytes: 24,
    languages: ['en'],
    dimensions: 384,
    pooling: 'mean',
    queryPrefix: '',
    passagePrefix: '',
    maxTokens: 256,
    about: 'The one that comes with Inkling: small and fast.',
    here: true,
  },
  {
    name: 'multilingual-e5-small',
    repository: 'Xenova/multilingual-e5-small',
    licence: 'MIT',
    megabytes: 136,
    languages: ['de', 'en', 'es', 'fr', 'it', 'ja', 'zh'],
    dimensions: 384,
    pooling: 'mean',
    queryPrefix: 'query: ',
    passagePrefix: 'passage: ',
    maxTokens: 512,
    about: 'For documents in other languages than English.',
    here: false,
  },
];
