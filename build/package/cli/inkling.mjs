#!/usr/bin/env node
import { enableCompileCache } from 'node:module';

const OLDEST = [22, 18];
const [major, minor] = process.versions.node.split('.').map(Number);

// An older Node has not the Node-API that the database is compiled for, and would end without a word.
if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
  console.error(`inkling: needs Node ${OLDEST.join('.')} or newer; this is ${process.version}.`);
  process.exit(1);
}
enableCompileCache();
await import('../out/main/cli/index.js');
