/** Fetches the rows that are wanted next, as long as somebody is signed in. */
import { asProblem, type Host } from '../host/host';
import { PAGE_ROWS } from './model';
import { nextPage } from './pages';
import type { Store } from './store.svelte';

export class Paging {
  readonly #store: Store;
  readonly #host: Host;
  readonly #onReplaced: () => void;
  /** Cards asked for and the newest that were shown, both counted. */
  #opened = 0;
  #shown = 0;

  constructor(store: Store, host: Host, onReplaced: () => void) {
    this.#store = store;
    this.#host = host;
    this.#onReplaced = onReplaced;
  }

  get #signedIn(): boolean {
    return this.#store.model.app?.session.state === 'signedIn';
  }

  /** Cards and rows. Ends when the first of both are here, which are shown in one go: they must not contradict each other. */
  async open(): Promise<void> {
    const mine = ++this.#opened;
    if (!this.#signedIn) {
      // What was asked in the session that has ended is nobody's business any more.
      this.#shown = mine;
      return;
    }
    // The table says what is wrong; the cards keep their last numbers.
    const asked = this.#host.caseCards().catch(() => null);
    const [cards] = await Promise.all([asked, this.pump()]);
    if (!cards || mine <= this.#shown) return;
    this.#shown = mine;
    this.#store.send({ kind: 'cardsArrived', cards });
  }

  /**
   * Asks for missing pages, the most wanted first, until nothing is missing or enough is on its way. Ends when these
   * are here; each of them asks for what is missing then.
   */
  async pump(): Promise<void> {
    const waiting: Promise<void>[] = [];
    while (this.#signedIn) {
      const { cases } = this.#store.model;
      const page = nextPage(cases);
      if (page === null) break;
      this.#store.send({ kind: 'pageAsked', page });
      waiting.push(this.#ask(cases.nextSeq, page));
    }
    await Promise.all(waiting);
  }

  async #ask(seq: number, page: number): Promise<void> {
    const { query, replaced } = this.#store.model.cases;
    try {
      const answer = await this.#host.casesPage({ seq, ...query, offset: page * PAGE_ROWS, limit: PAGE_ROWS });
      this.#store.send({ kind: 'pageArrived', answer });
      if (this.#store.model.cases.replaced !== replaced) this.#onReplaced();
    } catch (thrown) {
      this.#store.send({ kind: 'pageFailed', seq, problem: asProblem(thrown) });
    }
    void this.pump();
  }
}
