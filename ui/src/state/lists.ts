/** What the person can do with the three tables, and the questions to the host that follow from it. */
import type { Host } from '../host/host';
import { usableLocale } from '../words/dates';
import { UNSORTED } from '../words/columns';
import { rowsFound } from '../words/found';
import type { TableEvent } from './events';
import type { Column, Filters, Query, Row, Tab, ViewName } from './kinds';
import type { Messages } from './messages';
import type { Model, Place, TableModel, Viewport } from './model';
import { samePages } from './pages';
import { Paging } from './paging';
import type { Store } from './store.svelte';
import { isGrowing } from './table';
import { firstQuery, VIEWS } from './views';
import type { Doors } from './views/view';

/** Long enough for a fast typist to finish, so that a screen reader does not stammer. */
const ANNOUNCE_MS = 600;

export class Lists {
  readonly #store: Store;
  readonly #messages: Messages;
  readonly #doors: Doors;
  readonly #paging: { readonly [V in ViewName]: Paging<V> };
  /** For the way back to a table. Not in the model, where every pixel would make a new one. */
  readonly #left: { [V in ViewName]?: { readonly rows: number; readonly replaced: number } } = {};
  readonly #leftAside: { [V in ViewName]?: number } = {};
  #announceTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(store: Store, host: Host, messages: Messages, doors: Doors) {
    this.#store = store;
    this.#messages = messages;
    this.#doors = doors;
    const paging = <V extends ViewName>(view: V) => new Paging(store, host, view, () => this.#announce(view));
    this.#paging = { cases: paging('cases'), clients: paging('clients'), earnings: paging('earnings') };
  }

  get #model(): Model {
    return this.#store.model;
  }

  /** Before it is known who is signed in. */
  askAhead(): void {
    this.#paging[this.#model.view].askAhead();
  }

  /** Cards and rows of the open view. Ends when the first of them are here. */
  open(): Promise<void> {
    return this.#paging[this.#model.view].open();
  }

  /** Asks afresh for everything on screen; what is shown stays until the answer is here. */
  retry(): void {
    this.#store.send({ kind: 'dataChanged' });
    void this.open();
  }

  show(view: ViewName): void {
    if (view === this.#model.view && this.#model.detail === null && !this.#model.today.open) return;
    this.#store.send({ kind: 'viewChosen', view });
    void this.open();
    this.#announce(view);
  }

  /** Asks for what is missing in view. */
  fill(view: ViewName): Promise<void> {
    return this.#paging[view].pump();
  }

  search(text: string): void {
    this.#ask({ view: this.#model.view, kind: 'searched', search: text });
  }

  chooseTab<V extends ViewName>(view: V, tab: Tab<V>): void {
    this.#ask({ view, kind: 'tabChosen', tab });
  }

  /** Without a direction: as the column begins, or turned round when it is sorted by already. */
  sort<V extends ViewName>(view: V, column: Column<V>, descending?: boolean): void {
    const { label, workedOut } = VIEWS[view].columns[column];
    if (workedOut) return this.#messages.brief('sort', `${label}: ${UNSORTED.toLowerCase()}`);
    const event = { view, kind: 'sorted', column } as const;
    this.#ask(descending === undefined ? event : { ...event, descending });
  }

  filter<V extends ViewName>(view: V, filters: Filters<V>): void {
    this.#ask({ view, kind: 'filtered', filters });
  }

  /** One month and stage of the transactions; the same once more takes it back. */
  narrowEarnings({ first, last }: { readonly first: string; readonly last: string }, tab: Tab<'earnings'>): void {
    const { query } = this.#model.tables.earnings;
    const again = query.filters.paidFrom === first && query.filters.paidTo === last && query.tab === tab;
    const days = again ? { paidFrom: null, paidTo: null } : { paidFrom: first, paidTo: last };
    this.#ask({ view: 'earnings', kind: 'asked', query: { tab: again ? 'all' : tab, filters: { ...query.filters, ...days } } });
  }

  /** The cases of one client, and nothing else in the way. */
  showCasesOf(client: { readonly id: string; readonly name: string | null }): void {
    this.showPart('cases', { filters: { ...firstQuery('cases').filters, client: client.id } }, client.name);
  }

  /** A part of a view, and nothing else in the way; its order stays. */
  showPart<V extends ViewName>(view: V, part: Partial<Query<V>>, clientName: string | null = null): void {
    const { search, tab, filters } = firstQuery(view);
    this.present<V>(view, { search, tab, filters, ...part }, clientName);
  }

  /** Opens a view with these parts of its question; the rest of it stays. */
  present<V extends ViewName>(view: V, query: Partial<Query<V>>, clientName: string | null = null): void {
    this.#store.sendTo<V>({ view, kind: 'asked', query, clientName });
    this.#store.send({ kind: 'viewChosen', view });
    void this.open();
    this.#announce(view);
  }

  /** Rows matter by the page here; a new model for every one that scrolls by would redraw the window for nothing. */
  look(view: ViewName, viewport: Viewport, rows: number): void {
    this.#left[view] = { rows, replaced: this.#model.tables[view].replaced };
    if (samePages(this.#model.tables[view].viewport, viewport)) return;
    this.#ask({ view, kind: 'viewportMoved', viewport });
  }

  /** The table is so many pixels wide now. */
  roomed(view: ViewName, room: number): void {
    this.#store.sendTo({ view, kind: 'roomed', room });
  }

  /** Ranges start at the place from now on, unless one is being made. */
  place(view: ViewName, place: Place, extending = false): void {
    this.#store.sendTo({ view, kind: 'placed', place, extending });
  }

  /** How far the table was scrolled last, in heights of a row, which a preference changes; rows of another query start at their top. */
  scrolled(view: ViewName): number {
    const left = this.#left[view];
    return left?.replaced === this.#model.tables[view].replaced ? left.rows : 0;
  }

  /** How far to the side, whatever the query: the columns are the same. */
  scrollLeft(view: ViewName): number {
    return this.#leftAside[view] ?? 0;
  }

  leave(view: ViewName, scrollLeft: number): void {
    this.#leftAside[view] = scrollLeft;
  }

  activate<V extends ViewName>(view: V, row: Row<V>): void {
    VIEWS[view].open(row, this.#doors);
  }

  stop(): void {
    clearTimeout(this.#announceTimer);
    for (const paging of Object.values(this.#paging)) paging.stop();
  }

  #ask<V extends ViewName>(event: TableEvent<V>): void {
    this.#store.sendTo(event);
    void this.#paging[event.view].pump();
  }

  #announce<V extends ViewName>(view: V): void {
    clearTimeout(this.#announceTimer);
    this.#announceTimer = setTimeout(() => {
      const { shown, total }: TableModel<V> = this.#model.tables[view];
      if (!shown || this.#model.view !== view || this.#model.detail || this.#model.today.open) return;
      const locale = usableLocale(this.#model.app?.locale ?? 'en-GB');
      this.#messages.announce(rowsFound(view, shown, total, locale, isGrowing(this.#model, view)));
    }, ANNOUNCE_MS);
  }
}
