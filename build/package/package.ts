import { parseArgs } from 'node:util';

import { ROOT } from '../setup/program.mjs';
import { runScript } from '../setup/setup-error.mjs';
import { packageApp } from './package-app.ts';
import { targetOf } from './targets.ts';

const HELP = `npm run package [-- OPTIONS]

Makes the installers of this system into out/package, with a bill of materials beside them.

  --dir              the unpacked app only; without Electron's binary here, around a stand-in that does not start
  --electron DIR     take this unpacked Electron
  --platform NAME    linux, darwin or win32 (default: this one)
  --arch NAME        x64 or arm64 (default: this one)

build/package/README.md says how packages are signed.`;

await runScript(async () => {
  const { values } = parseArgs({
    options: {
      dir: { type: 'boolean', default: false },
      electron: { type: 'string' },
      platform: { type: 'string', default: process.platform },
      arch: { type: 'string', default: process.arch },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const target = targetOf(values.platform, values.arch);
  await packageApp({ root: ROOT, target, onlyFolder: values.dir, electron: values.electron ?? null });
  return 0;
});
