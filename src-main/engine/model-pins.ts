import type { ModelFile } from '../embed/manifest.ts';
import { InklingError } from '../lib/errors.ts';
import type { PersonStore } from '../storage/person.ts';

/** The setting they are kept under: with what a person made, so that they outlive the model. */
const SETTING = 'modelPins';

/** Names of models to the checksums of their files. */
type Pins = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Checksums of models as they were when they were first imported: a later import under that name must be the same. */
export class ModelPins {
  readonly #person: Pick<PersonStore, 'setting' | 'changeSetting'>;

  constructor(person: Pick<PersonStore, 'setting' | 'changeSetting'>) {
    this.#person = person;
  }

  /** @throws InklingError MODEL_CHANGED where a file is another one than at the first import */
  require(name: string, files: readonly ModelFile[]): void {
    const pinned = this.#all()[name] ?? {};
    const other = files.find((file) => (pinned[file.name] ?? file.sha256) !== file.sha256);
    if (other !== undefined) throw changed(name, other, pinned[other.name] ?? '');
  }

  /** What was pinned first stays. */
  keep(name: string, files: readonly ModelFile[]): void {
    const pins = this.#all();
    if (pins[name] !== undefined) return;
    const sums = Object.fromEntries(files.map((file) => [file.name, file.sha256]));
    this.#person.changeSetting(SETTING, JSON.stringify({ ...pins, [name]: sums }));
  }

  #all(): Pins {
    return parsePins(this.#person.setting(SETTING));
  }
}

/** Parsed JSON enters here; it was written above. */
function parsePins(stored: string | undefined): Pins {
  return JSON.parse(stored ?? '{}') as Pins;
}

function changed(name: string, { name: file, sha256 }: ModelFile, pinned: string): InklingError {
  return new InklingError('MODEL_CHANGED', {
    cause: `${file} is not the one that ${name} had when it was first imported: its sha256 is ${sha256}, not ${pinned}.`,
    remedy:
      'If you trust it, import it under another name with --name; else get the model again from where the first one came from.',
  });
}
