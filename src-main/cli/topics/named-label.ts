import type { Label } from '../../contract/index.ts';
import { InklingError } from '../../lib/errors.ts';
import { labelKey } from '../../lib/text/label-key.ts';
import type { Client } from '../../rpc/client.ts';
import { withEngine, type CommonOptions } from '../common-options.ts';
import type { Terminal } from '../terminal.ts';
import { labelOutput, labelText } from './label-output.ts';

/** @throws InklingError LABEL_UNKNOWN */
export async function named(client: Client, name: string): Promise<Label> {
  const { labels } = await client.topics.list();
  const label = labels.find((one) => labelKey(one.name) === labelKey(name));
  if (label !== undefined) return label;
  throw new InklingError('LABEL_UNKNOWN', {
    cause: `There is no label named ${name}.`,
    remedy: 'See `inkling topics list`.',
  });
}

/** Does what changes a label, and prints it as it stands then. */
export async function printLabel(
  options: CommonOptions,
  terminal: Terminal,
  work: (client: Client) => Promise<Label>,
): Promise<void> {
  const output = await withEngine(options, async ({ client }) => {
    const label = await work(client);
    const { labels } = await client.topics.list();
    return labelOutput(label, labels);
  });
  terminal.print(options.json ? JSON.stringify(output) : labelText(output, terminal));
}
