/** A screen reader cannot follow more than one message in this time. */
const GAP_MS = 2000;

/** The one polite live region: the latest message wins, at most one in two seconds. */
export class Announcer {
  message = $state('');
  #next: string | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #spokenAt = -GAP_MS;

  say(message: string): void {
    this.#next = message;
    this.#timer ??= setTimeout(() => this.#speak(), Math.max(0, this.#spokenAt + GAP_MS - Date.now()));
  }

  /** Said after what still waits, not in its place. */
  also(message: string): void {
    this.say(this.#next === null ? message : `${this.#next} ${message}`);
  }

  /** The person types: what waited is out of date. */
  hush(): void {
    this.#next = null;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #speak(): void {
    this.#timer = null;
    if (this.#next === null) return;
    this.message = this.#next;
    this.#next = null;
    this.#spokenAt = Date.now();
  }
}
