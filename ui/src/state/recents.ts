/** The pages opened last: noted a moment after they were opened, so that nothing waits for it. */
import type { OpenedPage } from '../gen/types';
import type { Host } from '../host/host';
import type { Target } from './detail';
import type { Store } from './store.svelte';

/** Whoever leafs through pages opens several in a second. */
const NOTE_MS = 500;

export class Recents {
  readonly #store: Store;
  readonly #host: Host;
  /** Opened and not noted yet, the newest first. */
  #opened: OpenedPage[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lastSeq = 0;

  constructor(store: Store, host: Host) {
    this.#store = store;
    this.#host = host;
  }

  opened({ kind, id }: Target): void {
    this.#opened = [{ kind, id }, ...this.#opened.filter((page) => page.kind !== kind || page.id !== id)];
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#note(), NOTE_MS);
  }

  async load(): Promise<void> {
    if (!this.#isSignedIn) return;
    const seq = ++this.#lastSeq;
    try {
      const recent = await this.#host.recent();
      if (seq === this.#lastSeq) this.#store.send({ kind: 'recentArrived', recent });
    } catch {
      // A convenience: what is remembered already goes on being shown.
    }
  }

  /** The session began or ended: what waits to be noted belongs to the one before. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#opened = [];
    this.#lastSeq += 1;
  }

  get #isSignedIn(): boolean {
    return this.#store.model.app?.session.state === 'signedIn';
  }

  async #note(): Promise<void> {
    const pages = this.#opened;
    this.#opened = [];
    if (!this.#isSignedIn) return;
    try {
      await this.#host.noteOpened(pages);
    } catch {
      // Not worth a word: the page is open.
    }
    await this.load();
  }
}
