/** Asks for what changed and what needs attention: once after the first rows, after each change of the data, and as the pane opens. */
import type { NewsKind } from '../gen/types';
import { asProblem, type Host } from '../host/host';
import { todayFound } from '../words/news';
import type { Messages } from './messages';
import type { Store } from './store.svelte';
import { SHOWN, type TodayModel } from './today';

/** In one further answer, and the most that a kind is asked for again after a change. */
const MORE = 100;
const AGAIN_MAX = 200;

export class Watching {
  readonly #store: Store;
  readonly #host: Host;
  readonly #messages: Messages;
  readonly #seen: () => void;
  #lastSeq = 0;
  #looking: Promise<void> | null = null;
  #again = false;

  /** `seen` is called when the markers of the rows are others. */
  constructor(store: Store, host: Host, messages: Messages, seen: () => void) {
    this.#store = store;
    this.#host = host;
    this.#messages = messages;
    this.#seen = seen;
  }

  get #today(): TodayModel {
    return this.#store.model.today;
  }

  get #signedIn(): boolean {
    return this.#store.model.app?.session.state === 'signedIn';
  }

  /**
   * The badge alone as long as nobody looks at the pane. A sync reports many changes: what comes while a question is on its
   * way is asked for once, after the answer.
   */
  async look(): Promise<void> {
    if (this.#looking) {
      this.#again = true;
      return this.#looking;
    }
    this.#looking = this.#lookOnce();
    try {
      await this.#looking;
    } finally {
      this.#looking = null;
    }
    if (this.#again) {
      this.#again = false;
      await this.look();
    }
  }

  async #lookOnce(): Promise<void> {
    await Promise.all([this.#askNews(), this.#today.open ? this.#askAttention() : undefined]);
  }

  async open(): Promise<void> {
    this.#store.send({ kind: 'todayOpened' });
    // Not through `look`: a question that is on its way asked for less.
    await this.#lookOnce();
    // A look of the badge's own that came between has the newer answer.
    await this.#looking;
    const { open, news, attention } = this.#today;
    if (open && news && attention) this.#messages.announce(todayFound(news, attention));
  }

  leave(): void {
    this.#store.send({ kind: 'todayLeft' });
  }

  /** A line of the pane leads away from it. */
  leaveBy(line: string): void {
    this.#store.send({ kind: 'lineLeft', line });
  }

  async more(group: NewsKind): Promise<void> {
    const shown = this.#today.news?.groups.find(({ kind }) => kind === group)?.items.length ?? 0;
    try {
      const news = await this.#host.news({ kind: group, offset: shown, limit: MORE });
      // Something changed meanwhile: the places of the items may be others.
      if (news.until !== this.#today.news?.until) return await this.#askNews();
      this.#store.send({ kind: 'moreNewsArrived', group, news });
    } catch (thrown) {
      this.#messages.failed('today', 'More changes could not be shown', asProblem(thrown));
    }
  }

  /** Everything that is told of here is seen; what comes meanwhile stays news. */
  async seeAll(): Promise<void> {
    const { news } = this.#today;
    if (news && news.total > 0) await this.#mark(news.until, news.mark);
  }

  async takeBack(): Promise<void> {
    const { undo } = this.#today;
    if (undo !== null) await this.#mark(undo, null);
  }

  async #mark(until: string, undo: string | null): Promise<void> {
    try {
      await this.#host.seeNews(until);
    } catch (thrown) {
      this.#messages.failed('today', 'The changes could not be marked as seen', asProblem(thrown));
      return;
    }
    this.#store.send({ kind: 'newsSeen', undo });
    this.#messages.announce(undo === null ? 'The changes are unseen again' : 'All changes are marked as seen');
    await this.#askNews();
    this.#seen();
  }

  async #askNews(): Promise<void> {
    if (!this.#signedIn) return;
    const seq = ++this.#lastSeq;
    const shown = Math.max(SHOWN + 1, ...(this.#today.news?.groups ?? []).map(({ items }) => items.length));
    const limit = this.#today.open ? Math.min(shown, AGAIN_MAX) : 0;
    this.#store.send({ kind: 'newsAsked', seq });
    try {
      this.#store.send({ kind: 'newsArrived', seq, news: await this.#host.news({ kind: null, offset: 0, limit }) });
    } catch (thrown) {
      this.#store.send({ kind: 'todayFailed', seq, problem: asProblem(thrown) });
    }
  }

  async #askAttention(): Promise<void> {
    if (!this.#signedIn) return;
    const seq = ++this.#lastSeq;
    this.#store.send({ kind: 'attentionAsked', seq });
    try {
      this.#store.send({ kind: 'attentionArrived', seq, attention: await this.#host.attention() });
    } catch (thrown) {
      this.#store.send({ kind: 'todayFailed', seq, problem: asProblem(thrown) });
    }
  }
}
