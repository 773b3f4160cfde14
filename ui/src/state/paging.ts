/** Fetches the rows of one table that are wanted next, as long as somebody is signed in. */
import { asProblem, type Host } from '../host/host';
import type { Cards, Page, PageRequest, ViewName } from './kinds';
import type { TableEvent } from './events';
import { PAGE_ROWS, type TableModel } from './model';
import { nextPage } from './pages';
import type { Store } from './store.svelte';
import { VIEWS } from './views';

/** What is not in sight would take its time from what is, and a key press is mostly followed by another. */
const AHEAD_MS = 400;

export class Paging<V extends ViewName> {
  readonly #store: Store;
  readonly #host: Host;
  readonly #view: V;
  readonly #onReplaced: () => void;
  /** Asked for before it was known whether somebody is signed in. */
  #ahead: { readonly seq: number; readonly page: Promise<Page<V>>; readonly cards: Promise<Cards<V>> } | null = null;
  /** Cards asked for and the newest that were shown, both counted. */
  #opened = 0;
  #shown = 0;
  #aheadTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(store: Store, host: Host, view: V, onReplaced: () => void) {
    this.#store = store;
    this.#host = host;
    this.#view = view;
    this.#onReplaced = onReplaced;
  }

  get #signedIn(): boolean {
    return this.#store.model.app?.session.state === 'signedIn';
  }

  get #table(): TableModel<V> {
    return this.#store.model.tables[this.#view];
  }

  #send(event: TableEvent<V>): void {
    this.#store.sendTo(event);
  }

  /**
   * Asks for the first page and the cards at once: at the start that saves a way to the program and back. What comes is
   * shown by `open`, or by nobody.
   */
  askAhead(): void {
    const { nextSeq: seq } = this.#table;
    const page = VIEWS[this.#view].page(this.#host, this.#request(seq, 0));
    const cards = VIEWS[this.#view].readCards(this.#host);
    this.#ahead = { seq, page, cards };
    // Nobody may be signed in.
    for (const answer of [page, cards]) answer.catch(() => undefined);
  }

  /** Cards and rows. Ends when the first of both are here, which are shown in one go: they must not contradict each other. */
  async open(): Promise<void> {
    const mine = ++this.#opened;
    const ahead = this.#ahead;
    if (!this.#signedIn) {
      this.#ahead = null;
      // What was asked in the session that has ended is nobody's business any more.
      this.#shown = mine;
      return;
    }
    // The table says what is wrong; the cards keep their last numbers.
    const asked = (ahead?.cards ?? VIEWS[this.#view].readCards(this.#host)).catch(() => null);
    const [cards] = await Promise.all([asked, this.pump(false)]);
    if (!cards || mine <= this.#shown) return;
    this.#shown = mine;
    this.#send({ view: this.#view, kind: 'cardsArrived', cards });
  }

  /**
   * Asks for missing pages, the most wanted first, until nothing is missing or enough is on its way. Ends when these
   * are here; each of them asks for what is missing then. The next page of a list that is scrolled is asked for `ahead`.
   */
  async pump(ahead = true): Promise<void> {
    clearTimeout(this.#aheadTimer);
    const waiting: Promise<void>[] = [];
    while (this.#signedIn) {
      const { nextSeq } = this.#table;
      const page = nextPage(this.#table, ahead);
      if (page === null) break;
      this.#send({ view: this.#view, kind: 'pageAsked', page });
      waiting.push(this.#ask(nextSeq, page));
    }
    await Promise.all(waiting);
  }

  #request(seq: number, page: number): PageRequest<V> {
    const { query, columns } = this.#table;
    return { ...query, seq, offset: page * PAGE_ROWS, limit: PAGE_ROWS, columns };
  }

  async #ask(seq: number, page: number): Promise<void> {
    const { replaced } = this.#table;
    const view = this.#view;
    const ahead = this.#ahead;
    this.#ahead = null;
    try {
      const asked = ahead?.seq === seq && page === 0 ? ahead.page : VIEWS[view].page(this.#host, this.#request(seq, page));
      const answer = await asked;
      this.#send({ view, kind: 'pageArrived', answer });
      if (this.#table.replaced !== replaced) this.#onReplaced();
    } catch (thrown) {
      this.#send({ view, kind: 'pageFailed', seq, problem: asProblem(thrown) });
    }
    void this.pump(false);
    this.#aheadTimer = setTimeout(() => void this.pump(), AHEAD_MS);
  }

  stop(): void {
    clearTimeout(this.#aheadTimer);
  }
}
