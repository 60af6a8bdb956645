import type { Calls } from '../lib/calls.ts';
import type { PersonLabels } from '../storage/person-labels.ts';
import type { Fitted } from '../topics/found-labels.ts';
import { givenLabels, giveLabels, type LabelGiver } from './give-labels.ts';
import type { Readers } from './threads.ts';
import type { TopicHandlers } from './topic-thread.ts';
import type { HeavyWords } from './word-vectors.ts';
import type { WriteHandlers } from './write-thread.ts';

export interface LabelFitsOptions {
  readonly person: { readonly labels: Pick<PersonLabels, 'labels' | 'judgements'> };
  readonly words: Pick<HeavyWords, 'vectorsOf'>;
  readonly readers: Pick<Readers, 'setLabels'>;
  readonly writer: LabelGiver & Pick<Calls<WriteHandlers>, 'documentEdition'>;
  /** The thread that fits, started when it is first asked for. */
  readonly thread: () => Promise<{ readonly calls: Pick<Calls<TopicHandlers>, 'fit'> }>;
}

/** Documents come and go by the thousand while folders are read: labels are fitted anew so often at the most … */
const REFIT_AFTER_MILLISECONDS = 10_000;
/** … and so many times as long apart as the last fit took. */
const REST_AFTER_FIT = 20;
/** A start answers questions first. */
const FIRST_FIT_AFTER_MILLISECONDS = 2_000;
/** Who asks waits for documents that came since where the last fit took no longer. */
const WAITED_FOR_MILLISECONDS = 1_000;

/** Fits labels to documents whenever either changed, one fit at a time, and gives documents what they carry. */
export class LabelFits {
  readonly #options: LabelFitsOptions;
  #fitted: Fitted | null = null;
  /** What the fit that stands was made of: the person's changes so far, and the documents' edition. */
  #made = { changes: -1, edition: -1 };
  /** Whether it left documents that came to the fit that comes soon, as of very many. */
  #isBehind = false;
  #changes = 0;
  /** The fit that documents carry the labels of. */
  #given: Fitted | null = null;
  /** The fit that runs or ran last, and the one that has not begun. */
  #last: Promise<unknown> = Promise.resolve();
  #next: Promise<Fitted> | null = null;
  #refit: NodeJS.Timeout | undefined;
  #isClosed = false;
  #fitMilliseconds = 0;

  constructor(options: LabelFitsOptions) {
    this.#options = options;
  }

  /** Fits labels anew before long, where there are any: documents came, changed or left. */
  touch(): void {
    if (this.#refit !== undefined || this.#isClosed || this.#options.person.labels.labels().length === 0)
      return;
    this.#refit = setTimeout(
      () => {
        this.#refit = undefined;
        // What fails now is tried with the next change, and told to whoever asks for the labels.
        this.#fit().catch(() => undefined);
      },
      this.#fitted === null
        ? FIRST_FIT_AFTER_MILLISECONDS
        : Math.max(REFIT_AFTER_MILLISECONDS, REST_AFTER_FIT * this.#fitMilliseconds),
    ).unref();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#refit);
    await this.#last.catch(() => undefined);
  }

  /** What was found after a change of labels or of what is said of documents, which is stored already. */
  changed(): Promise<Fitted> {
    this.#changes += 1;
    return this.#fit();
  }

  /** What was found of the labels as they are now, and of the documents as far as waiting for them is short. */
  async current(): Promise<Fitted> {
    if (this.#fitted === null || this.#made.changes !== this.#changes) return this.#fit();
    const comesSoon = this.#isBehind && this.#refit !== undefined;
    if (comesSoon || this.#fitMilliseconds > WAITED_FOR_MILLISECONDS) return this.#fitted;
    const edition = await this.#options.writer.documentEdition(undefined);
    return edition === this.#made.edition ? this.#fitted : this.#fit();
  }

  /** Who asks while one runs gets the one behind it, which knows of every change until it starts. */
  #fit(): Promise<Fitted> {
    this.#next ??= this.#last
      .catch(() => undefined)
      .then(async () => {
        this.#next = null;
        const started = performance.now();
        this.#fitted = await this.#fitOnce();
        this.#fitMilliseconds = performance.now() - started;
        return this.#fitted;
      });
    this.#last = this.#next;
    return this.#next;
  }

  async #fitOnce(): Promise<Fitted> {
    const { person, thread, words, writer, readers } = this.#options;
    const changes = this.#changes;
    const labels = person.labels.labels();
    const given = await givenLabels(labels, person.labels.judgements(), words);
    const edition = await writer.documentEdition(undefined);
    const { calls } = await thread();
    const fitted = await calls.fit({ labels: given, edition, isPassing: this.#refit !== undefined });
    await readers.setLabels(labels);
    // What fails half-way is given whole the next time.
    const before = this.#given;
    this.#given = null;
    await giveLabels(writer, { given, fitted, before });
    this.#given = fitted;
    this.#made = { changes, edition: fitted.edition };
    this.#isBehind = fitted.edition !== edition;
    return fitted;
  }
}
