import { fileURLToPath } from 'node:url';

import { build } from 'vite';

const PRELOAD = fileURLToPath(new URL('../../../src-main/electron/preload.ts', import.meta.url));

let built: Promise<string> | null = null;

/** The real preload as one CommonJS script, made as the packaged one is. */
export function preloadText(): Promise<string> {
  built ??= bundle();
  return built;
}

async function bundle(): Promise<string> {
  const outputs = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      minify: false,
      lib: { entry: PRELOAD, formats: ['cjs'] },
      rolldownOptions: { external: ['electron'] },
    },
  });
  const [output] = Array.isArray(outputs) ? outputs : [outputs];
  const chunk = output !== undefined && 'output' in output ? output.output[0] : undefined;
  if (chunk === undefined) throw new Error('the preload was not built');
  return chunk.code;
}
