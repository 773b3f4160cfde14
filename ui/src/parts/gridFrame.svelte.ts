/** How a table's columns share the room that there is. */
import type { Desk } from '../state/desk';
import type { ViewName } from '../state/kinds';
import { VIEWS } from '../state/views';
import { type Layout, layout, ROW_PADDING } from '../words/columns';
import type { HeadPointer } from './headPointer.svelte';

export class GridFrame<V extends ViewName> {
  readonly #layout: Layout = $derived.by(() => {
    const view = this.#view();
    const { columns } = VIEWS[view];
    const table = this.#desk.model.tables[view];
    const shown = table.arrangement.filter(({ column }) => (table.columns as readonly string[]).includes(column));
    const { live } = this.#pointer;
    const sized = shown.map(({ column, width }) => ({ face: columns[column], width: live?.get(column) ?? width }));
    return layout(sized, Math.max(this.#room() - ROW_PADDING, 0));
  });
  /** Where each column begins and how wide it is: properties of CSS that head and rows look up. */
  readonly #places: readonly (readonly [name: string, pixels: number])[] = $derived.by(() => {
    let left = ROW_PADDING / 2;
    return this.#layout.widths.flatMap((width, at) => {
      const begin = left;
      left += width;
      return [[`--x${at}`, begin] as const, [`--w${at}`, width] as const];
    });
  });
  readonly width: number = $derived.by(() => this.#layout.width + ROW_PADDING);
  // As a text: a column that is being sized does not draw all rows afresh.
  readonly #briefPlaces: string = $derived.by(() => this.#layout.brief.join(' '));
  /** The places of the columns whose dates have little room. */
  readonly brief: ReadonlySet<number> = $derived.by(() => {
    const places = this.#briefPlaces;
    return new Set(places === '' ? [] : places.split(' ').map(Number));
  });

  readonly #desk: Desk;
  readonly #view: () => V;
  readonly #pointer: HeadPointer<V>;
  readonly #room: () => number;

  /** `room`: how wide the table is, in pixels. */
  constructor(desk: Desk, view: () => V, pointer: HeadPointer<V>, room: () => number) {
    this.#desk = desk;
    this.#view = view;
    this.#pointer = pointer;
    this.#room = room;
  }

  /** Tells the table's element the places. */
  readonly place = (table: HTMLElement) => {
    for (const [name, pixels] of this.#places) table.style.setProperty(name, `${pixels}px`);
  };
}
