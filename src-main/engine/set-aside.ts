import type { Notice, Status } from '../contract/index.ts';
import { removeSetAside, setAsideBytes } from '../storage/damage.ts';
import { indexRebuilt, SET_ASIDE, type Notices } from './notices.ts';

/** The damaged index that lies beside a new one until that is whole. */
export class SetAside {
  readonly #index: string;
  readonly #notices: Notices;

  constructor(index: string, notices: Notices) {
    this.#index = index;
    this.#notices = notices;
  }

  /** Takes it away where every folder that is there has been read anew. */
  heed({ waiting, roots }: Pick<Status, 'waiting' | 'roots'>): void {
    if (setAsideBytes(this.#index) === 0 || waiting > 0) return;
    if (roots.some(({ connected, lookedOver }) => connected && lookedOver === null)) return;
    this.remove();
    const told = this.#notices.all().find(({ code }) => code === SET_ASIDE);
    if (told === undefined) return;
    this.#notices.dismiss(SET_ASIDE);
    this.#notices.tell(indexRebuilt(told.time));
  }

  /** The person has read of it and needs no more of it. */
  dismiss(code: string): Notice[] {
    if (code === SET_ASIDE) this.remove();
    return this.#notices.dismiss(code);
  }

  /** Words of a folder that is forgotten stand in it, too. */
  remove(): void {
    removeSetAside(this.#index);
  }
}
