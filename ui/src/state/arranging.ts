/** Columns that the person arranges, and that they are the same the next time. */
import type { ArrangedColumns } from '../gen/types';
import { asProblem, type Host } from '../host/host';
import {
  type Arrangement,
  bounded,
  firstArrangement,
  fromKept,
  nudged,
  placedBefore,
  stepped,
  toKept,
  withShown,
  withWidths,
} from './columns';
import type { Column, ViewName } from './kinds';
import type { Messages } from './messages';
import type { TableModel } from './model';
import type { Store } from './store.svelte';
import { VIEWS } from './views';

/** A column that is being made wider by key changes many times a second. */
const KEEP_MS = 250;

export class Arranging {
  readonly #store: Store;
  readonly #host: Host;
  readonly #messages: Messages;
  /** Asked for before it was known whether somebody is signed in. */
  #ahead: Promise<ArrangedColumns> | null = null;
  /** Of this session: later answers would undo what was arranged since. */
  #read: Promise<void> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #keeping: Promise<void> = Promise.resolve();

  /** Asks for rows that say what a column shows which was not shown before. */
  readonly #fill: (view: ViewName) => Promise<void>;

  constructor(store: Store, host: Host, messages: Messages, fill: (view: ViewName) => Promise<void>) {
    this.#store = store;
    this.#host = host;
    this.#messages = messages;
    this.#fill = fill;
  }

  get #signedIn(): boolean {
    return this.#store.model.app?.session.state === 'signedIn';
  }

  askAhead(): void {
    this.#ahead = this.#host.columns();
    // Nobody may be signed in.
    this.#ahead.catch(() => undefined);
  }

  /** Once for each session. Ends when the tables are as they were left. */
  open(): Promise<void> {
    if (!this.#signedIn) {
      this.stop();
      this.#read = null;
      this.#ahead = null;
      return Promise.resolve();
    }
    this.#read ??= this.#open(this.#ahead ?? this.#host.columns());
    return this.#read;
  }

  async #open(asked: Promise<ArrangedColumns>): Promise<void> {
    this.#ahead = null;
    // Where the copy cannot be read the rows will say so; the columns are as the program brings them.
    const kept = await asked.catch(() => null);
    if (!kept) return;
    const take = <V extends ViewName>(view: V) =>
      this.#store.sendTo({ view, kind: 'arranged', arrangement: fromKept(view, kept[view]) });
    take('cases');
    take('clients');
    take('earnings');
    await this.#fill(this.#store.model.view);
  }

  show<V extends ViewName>(view: V, column: Column<V>, shown: boolean): void {
    this.#arrange(view, (now) => withShown(now, column, shown));
  }

  /** Null: as wide as the room allows. */
  resize<V extends ViewName>(view: V, column: Column<V>, width: number | null): void {
    this.resizeAll(view, new Map([[column, width === null ? null : bounded(width)]]));
    if (width !== null) this.#announce(view, column, `${bounded(width)} pixels wide`);
  }

  resizeAll<V extends ViewName>(view: V, widths: ReadonlyMap<Column<V>, number | null>): void {
    this.#arrange(view, (now) => withWidths(now, widths));
  }

  /** One place among the columns that are shown. */
  nudge<V extends ViewName>(view: V, column: Column<V>, by: 1 | -1): void {
    this.#arrange(view, (now) => nudged(now, column, by));
    this.#announcePlace(view, column);
  }

  /** One place among all columns. */
  step<V extends ViewName>(view: V, column: Column<V>, by: 1 | -1): void {
    this.#arrange(view, (now) => stepped(now, column, by));
  }

  /** Null: behind the last. */
  placeBefore<V extends ViewName>(view: V, column: Column<V>, before: Column<V> | null): void {
    this.#arrange(view, (now) => placedBefore(now, column, before));
    this.#announcePlace(view, column);
  }

  /** As a saved view has it. */
  adopt<V extends ViewName>(view: V, arrangement: Arrangement<V>): void {
    this.#arrange(view, () => arrangement);
  }

  reset<V extends ViewName>(view: V): void {
    this.#arrange(view, () => firstArrangement(view));
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #announcePlace<V extends ViewName>(view: V, column: Column<V>): void {
    const { columns }: TableModel<V> = this.#store.model.tables[view];
    this.#announce(view, column, `column ${columns.indexOf(column) + 1} of ${columns.length}`);
  }

  /** What the eye sees at once. */
  #announce<V extends ViewName>(view: V, column: Column<V>, words: string): void {
    this.#messages.announce(`${VIEWS[view].columns[column].label}: ${words}`);
  }

  #arrange<V extends ViewName>(view: V, change: (now: Arrangement<V>) => Arrangement<V>): void {
    const table: TableModel<V> = this.#store.model.tables[view];
    const arrangement = change(table.arrangement);
    if (arrangement === table.arrangement) return;
    this.#store.sendTo({ view, kind: 'arranged', arrangement });
    void this.#fill(view);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#keep(), KEEP_MS);
  }

  /** One after the other: the newest has to be the last one to arrive. */
  #keep(): Promise<void> {
    this.#keeping = this.#keeping.then(async () => {
      if (!this.#signedIn) return;
      const kept = <V extends ViewName>(view: V) => {
        const table: TableModel<V> = this.#store.model.tables[view];
        return toKept(view, table.arrangement);
      };
      try {
        await this.#host.keepColumns({ cases: kept('cases'), clients: kept('clients'), earnings: kept('earnings') });
      } catch (thrown) {
        if (this.#signedIn) this.#messages.failed('columns', 'The columns could not be remembered', asProblem(thrown));
      }
    });
    return this.#keeping;
  }
}
