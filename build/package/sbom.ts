import { capture } from '../setup/child.mjs';
import { npmCommand } from '../setup/install.mjs';
import { SetupError } from '../setup/setup-error.mjs';
import { keyOf } from './parts.ts';
import type { Part } from './parts.ts';

interface Component {
  readonly 'bom-ref': string;
  readonly name: string;
  readonly version: string;
  readonly scope?: string;
  readonly properties?: readonly { readonly name: string; readonly value: string }[];
}

/** What we touch of a CycloneDX bill of materials; the rest goes through as npm wrote it. */
export interface BillOfMaterials {
  readonly bomFormat: 'CycloneDX';
  readonly metadata: { readonly component: Component };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

const NAME = 'inkling';
/** Electron is in every package, though no file of node_modules is. */
const ALWAYS = 'electron';
/** By it npm marks what our package.json calls development's: the page is made of such. */
const DEVELOPMENT = 'cdx:npm:package:development';

/** The bill of what a package holds, by npm's own of everything installed. @throws SetupError where npm cannot make it */
export async function makeBill(root: string, parts: readonly Part[]): Promise<BillOfMaterials> {
  const wanted = ['sbom', '--sbom-format=cyclonedx', '--sbom-type=application', '--package-lock-only'];
  const { command, args, shell = false } = npmCommand(process.env, wanted);
  const { code, output } = await capture(command, args, { cwd: root, shell });
  if (code !== 0) throw new SetupError(`\`npm sbom\` failed with code ${code}: ${output.slice(0, 2_000)}`);
  return keepOnly(parseBill(output), parts);
}

/** The same bill without what is not in the package. */
export function keepOnly(bill: BillOfMaterials, parts: readonly Part[]): BillOfMaterials {
  const kept = new Set(parts.map(keyOf));
  const components = bill.components
    .filter((part) => part.name === ALWAYS || kept.has(keyOf(part)))
    .map(asShipped);
  // npm calls it by its folder.
  const component = { ...bill.metadata.component, name: NAME };
  const refs = new Set([component['bom-ref'], ...components.map((part) => part['bom-ref'])]);
  const dependencies = bill.dependencies
    .filter(({ ref }) => refs.has(ref))
    .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((other) => refs.has(other)) }));
  return { ...bill, metadata: { ...bill.metadata, component }, components, dependencies };
}

function asShipped(part: Component): Component {
  const properties = (part.properties ?? []).filter(({ name }) => name !== DEVELOPMENT);
  return { ...part, scope: 'required', properties };
}

/** Parsed JSON enters here; npm may warn before it. */
function parseBill(output: string): BillOfMaterials {
  return JSON.parse(output.slice(output.indexOf('{\n'))) as BillOfMaterials;
}
