import { ROOT } from '../setup/program.mjs';
import { runScript } from '../setup/setup-error.mjs';
import { packCli } from './pack-cli.ts';

/** `npm run package:cli`: Inkling's terminal as one archive that npm installs, in out/npm. */
await runScript(async () => {
  console.log(await packCli(ROOT));
  return 0;
});
