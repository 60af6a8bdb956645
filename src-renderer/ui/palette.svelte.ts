import { computeCommandScore } from 'bits-ui';

import type { App } from '../app.svelte.ts';
import { COMMANDS, type Command } from '../commands.ts';

/** Commands that are looked for by name. */
export class PaletteState {
  typed = $state('');
  /** Which of the offered is reached. */
  at = $state(0);
  readonly #app: App;

  constructor(app: App) {
    this.#app = app;
  }

  /** Best first where something is typed, else as they stand in the table. */
  get offered(): readonly Command[] {
    const sensible = COMMANDS.filter(({ name, when }) => name !== 'Commands' && (when?.(this.#app) ?? true));
    if (this.typed.trim() === '') return sensible;
    return sensible
      .map((command) => ({ command, score: computeCommandScore(command.name, this.typed) }))
      .filter(({ score }) => score > 0)
      .toSorted((left, right) => right.score - left.score)
      .map(({ command }) => command);
  }

  get reached(): Command | undefined {
    return this.offered[this.at];
  }

  type(text: string): void {
    this.typed = text;
    this.at = 0;
  }

  /** Round and round. */
  move(step: number): void {
    const { length } = this.offered;
    if (length > 0) this.at = (this.at + step + length) % length;
  }
}
