import type { Pooling } from './manifest.ts';

/** A model that is known to work here, as its publisher describes it. It is not part of the program: the person brings it. */
export interface CatalogueModel {
  /** Short, and what it is imported under. */
  readonly name: string;
  /** Its repository on a hub, and the folder of it that holds the encoder. */
  readonly repository: string;
  readonly onnx: string;
  readonly licence: string;
  /** Of its encoder and tokenizer together, in 8-bit weights: about. */
  readonly megabytes: number;
  /** ISO 639-1 codes. */
  readonly languages: readonly string[];
  readonly dimensions: number;
  readonly pooling: Pooling;
  readonly queryPrefix: string;
  readonly passagePrefix: string;
  /** Whether its publisher compares directions alone, as Inkling always does. */
  readonly normalised: boolean;
  /** The longest text it was made for; Inkling's passages are of about 200. */
  readonly maxTokens: number;
  /** What it is good for, in a sentence. */
  readonly about: string;
}

/** Where models are fetched from when a person asks for one and names no other place. Nothing else ever goes there. */
export const DEFAULT_HUB = 'https://huggingface.co';

const ENGLISH = ['en'];
/** Of XLM-RoBERTa's training text, as multilingual E5 and BGE-M3 inherit them. */
const XLM_ROBERTA = (
  'af am ar as az be bg bn br bs ca cs cy da de el en eo es et eu fa fi fr fy ga gd gl gu ha he hi hr hu hy id is it ' +
  'ja jv ka kk km kn ko ku ky la lo lt lv mg mk ml mn mr ms my ne nl no om or pa pl ps pt ro ru sa sd si sk sl so sq ' +
  'sr su sv sw ta te th tl tr ug uk ur uz vi xh yi zh'
).split(' ');
const FIFTY = (
  'ar bg ca cs da de el en es et fa fi fr gl gu he hi hr hu hy id it ja ka ko ku lt lv mk mn mr ms my nb nl pl pt ro ' +
  'ru sk sl sq sr sv th tr uk ur vi zh'
).split(' ');

const QUANTISED = 'onnx/model_quantized.onnx';
const SEARCHING = 'Represent this sentence for searching relevant passages: ';
const PLAIN = { queryPrefix: '', passagePrefix: '' } as const;
const E5 = { queryPrefix: 'query: ', passagePrefix: 'passage: ' } as const;

/**
 * No checksum stands here: what the hub serves was seen by nobody who wrote this. A model is pinned by what the first
 * import of it finds, and a later one must be the same.
 */
export const CATALOGUE: readonly CatalogueModel[] = [
  {
    name: 'minilm-l6-v2',
    repository: 'Xenova/all-MiniLM-L6-v2',
    onnx: QUANTISED,
    licence: 'Apache-2.0',
    megabytes: 24,
    languages: ENGLISH,
    dimensions: 384,
    pooling: 'mean',
    ...PLAIN,
    normalised: true,
    maxTokens: 256,
    about: 'The one that comes with Inkling: small and fast.',
  },
  {
    name: 'bge-small-en-v1.5',
    repository: 'Xenova/bge-small-en-v1.5',
    onnx: QUANTISED,
    licence: 'MIT',
    megabytes: 35,
    languages: ENGLISH,
    dimensions: 384,
    pooling: 'cls',
    queryPrefix: SEARCHING,
    passagePrefix: '',
    normalised: true,
    maxTokens: 512,
    about: 'Takes twice the time of the one that comes with Inkling.',
  },
  {
    name: 'e5-small-v2',
    repository: 'Xenova/e5-small-v2',
    onnx: QUANTISED,
    licence: 'MIT',
    megabytes: 35,
    languages: ENGLISH,
    dimensions: 384,
    pooling: 'mean',
    ...E5,
    normalised: true,
    maxTokens: 512,
    about: 'Tells questions from passages; takes twice the time of the one that comes with Inkling.',
  },
  {
    name: 'multilingual-e5-small',
    repository: 'Xenova/multilingual-e5-small',
    onnx: QUANTISED,
    licence: 'MIT',
    megabytes: 136,
    languages: XLM_ROBERTA,
    dimensions: 384,
    pooling: 'mean',
    ...E5,
    normalised: true,
    maxTokens: 512,
    about: 'For documents in other languages than English, and questions in one about documents in another.',
  },
  {
    name: 'paraphrase-multilingual-minilm-l12-v2',
    repository: 'Xenova/paraphrase-multilingual-MiniLM-L12-v2',
    onnx: QUANTISED,
    licence: 'Apache-2.0',
    megabytes: 136,
    languages: FIFTY,
    dimensions: 384,
    pooling: 'mean',
    ...PLAIN,
    normalised: false,
    maxTokens: 128,
    about: 'Best with short texts.',
  },
  {
    name: 'snowflake-arctic-embed-xs',
    repository: 'Snowflake/snowflake-arctic-embed-xs',
    onnx: QUANTISED,
    licence: 'Apache-2.0',
    megabytes: 24,
    languages: ENGLISH,
    dimensions: 384,
    pooling: 'cls',
    queryPrefix: SEARCHING,
    passagePrefix: '',
    normalised: true,
    maxTokens: 512,
    about: 'As small and fast as the one that comes with Inkling, made for search.',
  },
  {
    name: 'snowflake-arctic-embed-s',
    repository: 'Snowflake/snowflake-arctic-embed-s',
    onnx: QUANTISED,
    licence: 'Apache-2.0',
    megabytes: 35,
    languages: ENGLISH,
    dimensions: 384,
    pooling: 'cls',
    queryPrefix: SEARCHING,
    passagePrefix: '',
    normalised: true,
    maxTokens: 512,
    about: 'Made for search; takes twice the time of the one that comes with Inkling.',
  },
  {
    name: 'bge-m3',
    repository: 'Xenova/bge-m3',
    onnx: QUANTISED,
    licence: 'MIT',
    megabytes: 590,
    languages: XLM_ROBERTA,
    dimensions: 1024,
    pooling: 'cls',
    ...PLAIN,
    normalised: true,
    maxTokens: 8192,
    about: 'Large: for a computer with time and memory to spare.',
  },
];

/** The catalogue's word on a model of that name, or of that name with more behind a hyphen, such as `-int8`. */
export function catalogued(name: string): CatalogueModel | undefined {
  return CATALOGUE.filter((model) => name === model.name || name.startsWith(`${model.name}-`)).toSorted(
    (left, right) => right.name.length - left.name.length,
  )[0];
}
