/** Picks rows of a table: one by one, by ranges, all. */
import { asProblem, type Host } from '../host/host';
import { usableLocale } from '../words/dates';
import { countWords, selectedWords } from '../words/found';
import type { ViewName } from './kinds';
import type { Messages } from './messages';
import type { TableModel } from './model';
import { EVERY_ROW, isEmpty, NO_SELECTION, SELECTED_MAX, type Selection, toggledRow, withRows } from './selection';
import type { Store } from './store.svelte';
import { rowAt, rowOf } from './table';
import { VIEWS } from './views';

/** Long enough for a held arrow key to come to an end. */
const ANNOUNCE_MS = 500;

export class Selecting {
  readonly #store: Store;
  readonly #host: Host;
  readonly #messages: Messages;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Counts the ranges: an answer to an older one is late. */
  #ranges = 0;

  constructor(store: Store, host: Host, messages: Messages) {
    this.#store = store;
    this.#host = host;
    this.#messages = messages;
  }

  #table<V extends ViewName>(view: V): TableModel<V> {
    return this.#store.model.tables[view];
  }

  /** This row in or out; ranges start here from now on. */
  toggle(view: ViewName, row: number): void {
    const table = this.#table(view);
    const id = rowAt(table, row)?.id;
    if (id !== undefined) this.#set(view, toggledRow(table.selection, id), id);
  }

  /** From where ranges start to this row, instead of what was selected, or beside it. */
  async extend(view: ViewName, row: number, beside = false): Promise<void> {
    const table = this.#table(view);
    const range = ++this.#ranges;
    const anchor = table.anchor ?? table.selectedId ?? rowAt(table, row)?.id ?? null;
    const start = anchor === null ? -1 : rowOf(table, anchor);
    const from = start < 0 ? row : start;
    const [first, last] = [Math.min(from, row), Math.max(from, row)];
    if (last - first >= SELECTED_MAX) return this.#tooMany();
    const ids = await this.#ids(view, first, last);
    const now = this.#table(view);
    // Another question, or another range, since.
    if (!ids || range !== this.#ranges || now.shown !== table.shown || now.replaced !== table.replaced) return;
    this.#set(view, withRows(beside ? now.selection : NO_SELECTION, ids), anchor);
  }

  all(view: ViewName): void {
    if (this.#table(view).total > 0) this.#set(view, EVERY_ROW);
  }

  clear(view: ViewName): void {
    this.#ranges += 1;
    if (!isEmpty(this.#table(view).selection)) this.#set(view, NO_SELECTION, null);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  /** The rows at hand, or asked for where some of them are not. */
  async #ids(view: ViewName, first: number, last: number): Promise<readonly string[] | null> {
    const table = this.#table(view);
    const ids: string[] = [];
    for (let row = first; row <= last; row++) {
      const id = rowAt(table, row)?.id;
      if (id === undefined) return this.#asked(view, first, last);
      ids.push(id);
    }
    return ids;
  }

  async #asked<V extends ViewName>(view: V, first: number, last: number): Promise<readonly string[] | null> {
    const { shown, query } = this.#table(view);
    const listing = VIEWS[view].listing(shown ?? query);
    try {
      return await this.#host.rowIds({ listing, offset: first, limit: last - first + 1 });
    } catch (thrown) {
      this.#messages.failed('select', 'These rows could not be selected', asProblem(thrown));
      return null;
    }
  }

  #set(view: ViewName, selection: Selection | null, anchor?: string | null): void {
    if (selection === null) return this.#tooMany();
    const event = { view, kind: 'selected', selection } as const;
    this.#store.sendTo(anchor === undefined ? event : { ...event, anchor });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#announce(view), ANNOUNCE_MS);
  }

  #announce(view: ViewName): void {
    const { selection, total } = this.#table(view);
    const locale = usableLocale(this.#store.model.app?.locale ?? 'en-GB');
    const words = isEmpty(selection) ? 'Nothing selected' : selectedWords(selection, total, locale);
    this.#messages.announce(`${words}, of ${countWords(view, total, locale)}`);
  }

  #tooMany(): void {
    this.#messages.brief('select', 'At most 10,000 rows can be picked; “Select all” takes every row of the list');
  }
}

