/** Foreign packages and the one folder of src-main that may import each: its door. */
export interface Door {
  readonly folder: string;
  readonly packages: readonly string[];
  /** What to do instead of importing the package elsewhere. */
  readonly instead: string;
}

export const DOORS: readonly Door[] = [
  {
    folder: 'storage',
    packages: ['better-sqlite3', 'sqlite-vec'],
    instead: 'SQLite has one door: use what src-main/storage offers, or add a reader or writer there.',
  },
  {
    folder: 'embed',
    packages: ['onnxruntime-node', '@huggingface/tokenizers'],
    instead: 'Models and tokenizers have one door: use what src-main/embed offers.',
  },
  {
    folder: 'files',
    packages: [
      'marked',
      'htmlparser2',
      'saxes',
      'fflate',
      '@hyzyla/pdfium',
      'chardet',
      'iconv-lite',
      'yaml',
      'ignore',
      'postal-mime',
      'xlsx',
      'exifr',
      'music-metadata',
      'tesseract.js',
      'tar-stream',
      'seek-bzip',
      '@zip.js/zip.js',
      'officecrypto-tool',
      '7z-wasm',
      'pst-extractor',
      '@parcel/watcher',
    ],
    instead: 'File formats have one door: add an extractor or a rule in src-main/files.',
  },
  {
    folder: 'topics',
    packages: ['umap-js'],
    instead: 'The map is laid out in one place: use src-main/topics/map/umap.ts.',
  },
  {
    folder: 'lib',
    packages: ['open'],
    instead: 'Other programs are started in one place: use src-main/lib/desktop.ts.',
  },
  {
    folder: 'similar',
    packages: ['diff'],
    instead: 'Texts are compared in one place: use src-main/similar/difference.ts.',
  },
  {
    folder: 'electron',
    packages: ['electron'],
    instead: 'Electron has one door: take what you need as an argument that src-main/electron passes in.',
  },
  {
    folder: 'mcp',
    packages: ['@modelcontextprotocol/sdk'],
    instead: 'Agents have one door: add a tool in src-main/mcp/tools.ts.',
  },
  {
    folder: 'cli',
    packages: ['commander', 'cli-progress'],
    instead: 'The terminal belongs to src-main/cli: return data and let the command print it.',
  },
];

export interface Layer {
  readonly folder: string;
  /** Folders of src-main that this one may import, itself aside. */
  readonly imports: readonly string[];
  /** Folders of which it may import types only. */
  readonly types?: readonly string[];
  readonly instead: string;
}

const OWN_INTERFACE = 'declare the small interface you need here and let the caller fit it.';
const MIDDLE = {
  imports: ['storage', 'embed', 'files', 'lib'],
  types: ['contract'],
  instead:
    'indexing, search, topics, similar and preview do not know each other or what stands above; the contract is types here: ' +
    'write `import type`, or let src-main/engine pass what is needed.',
};

const HOST = {
  imports: ['contract', 'rpc', 'engine', 'lib'],
  instead: 'A host holds no logic and knows no other host: move what is shared to src-main/engine or rpc.',
};

/** contract ← rpc → engine → {indexing, search, topics, similar, preview} → {storage, embed, files} → lib; hosts on top. */
export const LAYERS: readonly Layer[] = [
  { folder: 'lib', imports: [], instead: 'lib imports nothing of ours: take what you need as an argument.' },
  {
    folder: 'contract',
    imports: [],
    instead: 'The contract stands alone: move the type into src-main/contract.',
  },
  { folder: 'storage', imports: ['lib'], instead: `storage stands on lib alone: ${OWN_INTERFACE}` },
  { folder: 'embed', imports: ['lib'], instead: `embed stands on lib alone: ${OWN_INTERFACE}` },
  { folder: 'files', imports: ['lib'], instead: `files stands on lib alone: ${OWN_INTERFACE}` },
  { folder: 'indexing', ...MIDDLE },
  { folder: 'search', ...MIDDLE },
  { folder: 'topics', ...MIDDLE },
  { folder: 'similar', ...MIDDLE },
  { folder: 'preview', ...MIDDLE },
  {
    folder: 'engine',
    imports: ['indexing', 'search', 'topics', 'similar', 'preview', 'storage', 'embed', 'files', 'lib'],
    types: ['contract'],
    instead: 'engine wires the layers below; of the contract it takes types only: write `import type`.',
  },
  {
    folder: 'rpc',
    imports: ['contract', 'engine', 'lib'],
    instead: 'rpc imports the contract and engine/index.ts: add what is missing to the Engine interface.',
  },
  // The installed app is the terminal's program too.
  { folder: 'electron', ...HOST, imports: [...HOST.imports, 'cli'] },
  { folder: 'web', ...HOST },
  { folder: 'mcp', ...HOST },
  // The one host that knows others: its commands start the page, and what listens for agents and scripts.
  { folder: 'cli', ...HOST, imports: [...HOST.imports, 'web', 'mcp'] },
];

export const HOSTS: readonly string[] = ['electron', 'web', 'cli', 'mcp'];
