import { resolve } from 'node:path';
import { buildMillion } from './million/build.ts';
const [corpora = '', cache = ''] = process.argv.slice(2);
await buildMillion(resolve(corpora, 'home'), resolve(cache), Number(process.env['N'] ?? 1_000_000), (t) =>
  process.stderr.write(`${new Date().toISOString()} ${t}\n`),
);
