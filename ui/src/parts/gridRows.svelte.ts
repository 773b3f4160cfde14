/** Which rows of a table are drawn and where, from how far one has scrolled; and that the table is where it was left. */
import { onMount, untrack } from 'svelte';
import type { Desk } from '../state/desk';
import type { ViewName } from '../state/kinds';
import type { TableModel } from '../state/model';
import { around, bodyHeight, drawn, type Extent, inView, OVERSCAN, reveal, rowTop } from '../state/viewport';
import { LateRows } from './lateRows';
import { RowSlots, type Slot } from './rowSlots';
import { ScrollRoom } from './scrollRoom.svelte';

/** The same as --head in tokens.css: geometry has to be known before anything is drawn. */
const HEAD = 34;
const FIRST_SIGHT_MS = 100;
/** Rows of the skeleton before the first answer. */
const WAITING_ROWS = 12;

export class GridRows<V extends ViewName> {
  readonly room = new ScrollRoom();
  readonly #table: () => TableModel<V>;
  readonly #rowHeight: () => number;
  readonly #slots = new RowSlots();
  readonly #late = new LateRows();
  // What cannot be seen yet is drawn after what can.
  #overscan = $state(0);

  /** Nothing was answered yet: bones stand in for rows. */
  readonly waiting: boolean = $derived.by(() => this.#table().shown === null && this.#table().problem === null);
  // Values, not the model: what depends on them is not drawn afresh with every row that scrolls by.
  readonly #count: number = $derived.by(() => (this.waiting ? WAITING_ROWS : this.#table().total));
  readonly #placeRow: number = $derived.by(() => this.#table().place.row);
  readonly rowHeight: number = $derived.by(() => this.#rowHeight());
  readonly extent: Extent = $derived.by(() => ({
    rows: this.#count,
    rowHeight: this.rowHeight,
    room: Math.max(this.room.height - HEAD, this.rowHeight),
  }));
  readonly drawn: Slot[] = $derived.by(() =>
    this.#slots.of(drawn(this.extent, this.room.top, this.#placeRow, this.#overscan)),
  );
  readonly height: number = $derived.by(() => bodyHeight(this.extent));

  /** `rowHeight` in pixels: the person may prefer another one. */
  constructor(table: () => TableModel<V>, rowHeight: () => number) {
    this.#table = table;
    this.#rowHeight = rowHeight;
  }

  /** While a component is made: follows the scrolling and the questions for as long as it lives. */
  follow(desk: Desk, view: () => V): void {
    const { room } = this;
    onMount(() => {
      // The table is where it was left, also after a page has lain over it.
      room.to(desk.lists.scrolled(view()) * this.rowHeight, desk.lists.scrollLeft(view()));
      const timer = setTimeout(() => (this.#overscan = OVERSCAN), FIRST_SIGHT_MS);
      return () => {
        clearTimeout(timer);
        desk.lists.leave(view(), room.left);
      };
    });

    // Rows of another height: the same ones stay in view.
    let lastHeight = untrack(() => this.rowHeight);
    $effect(() => {
      const factor = this.rowHeight / lastHeight;
      lastHeight = this.rowHeight;
      untrack(() => factor !== 1 && room.to(room.top * factor));
    });

    // A note under the table takes some of its room: the row at the place, seen before, is seen after.
    let lastRoom = untrack(() => this.extent.room);
    $effect(() => {
      const { room: now } = this.extent;
      const before = lastRoom;
      lastRoom = now;
      if (now >= before) return;
      untrack(() => {
        const row = this.#placeRow;
        const { first, last } = inView({ ...this.extent, room: before }, room.top);
        if (row >= first && row <= last) this.reveal(row);
      });
    });

    // Before anything is painted: what comes into sight has its words.
    $effect.pre(() => {
      void [room.top, room.height];
      untrack(() => this.#late.catchUp());
    });

    // Rows of another query start at their top.
    const replaced = $derived(this.#table().replaced);
    let lastReplaced = untrack(() => replaced);
    $effect(() => {
      if (replaced === lastReplaced) return;
      lastReplaced = replaced;
      // Asking the engine where it is would make it lay everything out in between.
      untrack(() => room.top !== 0 && room.to(0));
    });

    let lastTop = 0;
    $effect(() => {
      const direction = room.top < lastTop ? -1 : 1;
      lastTop = room.top;
      const rows = around(this.extent, room.top);
      untrack(() => desk.lists.look(view(), { ...rows, direction }, room.top / this.rowHeight));
    });
  }

  top(row: number): number {
    return rowTop(this.extent, this.room.top, row);
  }

  /** Paints a row of the document, soon where nobody can see it yet; answers how to take that back. */
  paint(element: Element, row: number, paint: () => void): () => void {
    const { first, last } = untrack(() => inView(this.extent, this.room.top));
    return this.#late.paint(element, row, row >= first && row <= last, paint);
  }

  /** Scrolls as little as it takes to show a row. */
  reveal(row: number): void {
    if (row >= 0) this.room.to(reveal(this.extent, this.room.element?.scrollTop ?? 0, row));
  }

  /** Rows that PageUp and PageDown move by. */
  get page(): number {
    return Math.max(Math.floor(this.extent.room / this.rowHeight) - 1, 1);
  }
}
