/** Headings under the pointer: an edge makes a column wider, a heading takes its column elsewhere. Keys do the same. */
import { bounded } from '../state/columns';
import type { Desk } from '../state/desk';
import type { Column, ViewName } from '../state/kinds';
import type { TableModel } from '../state/model';

/** A hand shakes: a press that moves less is a click. */
const SLACK = 5;

interface Heading<V extends ViewName> {
  readonly column: Column<V>;
  readonly left: number;
  readonly width: number;
}

export class HeadPointer<V extends ViewName> {
  /** Widths while an edge is being dragged. */
  live = $state.raw<ReadonlyMap<Column<V>, number> | null>(null);
  /** The column that is on its way, and where it would go: pixels from the left of the headings. */
  moving = $state.raw<{ readonly column: Column<V>; readonly left: number } | null>(null);
  readonly #desk: Desk;
  readonly #view: () => V;
  #dragged = false;

  constructor(desk: Desk, view: () => V) {
    this.#desk = desk;
    this.#view = view;
  }

  get #table(): TableModel<V> {
    return this.#desk.model.tables[this.#view()];
  }

  /** Whether a click is the end of a dragging and nothing else. */
  isEndOfDrag(): boolean {
    const dragged = this.#dragged;
    this.#dragged = false;
    return dragged;
  }

  readonly pressed = (event: PointerEvent): void => {
    const { target, currentTarget } = event;
    this.#dragged = false;
    if (event.button !== 0 || !(target instanceof Element) || !(currentTarget instanceof HTMLElement)) return;
    const headings = this.#headings(currentTarget);
    const name = target.closest<HTMLElement>('[data-column]')?.dataset.column;
    const at = headings.findIndex(({ column }) => column === name);
    if (at < 0) return;
    if (target.closest('[data-edge]')) this.#resize(event, headings, at);
    else if (target.closest('button')) this.#take(event, headings, at, currentTarget.getBoundingClientRect().left);
  };

  /** Laid out once, as the drag begins. */
  #headings(head: HTMLElement): readonly Heading<V>[] {
    const { columns } = this.#table;
    return [...head.querySelectorAll('[data-column]')].flatMap((cell, at) => {
      const column = columns[at];
      const { left, width } = cell.getBoundingClientRect();
      return column === undefined ? [] : [{ column, left, width }];
    });
  }

  #resize(event: PointerEvent, headings: readonly Heading<V>[], at: number): void {
    const heading = headings[at];
    if (!heading) return;
    // Neither text is selected nor the focus moved.
    event.preventDefault();
    // The edge stays under the pointer: what is left of it keeps its width for so long.
    const left = headings.slice(0, at).map(({ column, width }) => [column, width] as const);
    let width: number | null = null;
    this.#follow(event, {
      moved: (by) => {
        width = bounded(heading.width + by);
        this.live = new Map([...left, [heading.column, width]]);
      },
      ended: (kept) => {
        this.live = null;
        if (kept && width !== null) this.#desk.arranging.resize(this.#view(), heading.column, width);
      },
    });
  }

  #take(event: PointerEvent, headings: readonly Heading<V>[], at: number, origin: number): void {
    const heading = headings[at];
    if (!heading) return;
    let before: Column<V> | null | undefined;
    this.#follow(event, {
      moved: (_by, x) => {
        const next = headings.find(({ left, width }) => x < left + width / 2);
        const last = headings.at(-1);
        before = next?.column ?? null;
        const edge = next ? next.left : last ? last.left + last.width : origin;
        this.moving = { column: heading.column, left: edge - origin };
      },
      ended: (kept) => {
        this.moving = null;
        if (kept && before !== undefined) this.#desk.arranging.placeBefore(this.#view(), heading.column, before);
      },
    });
  }

  /** From the press to its end, wherever the pointer goes. Escape gives up. */
  #follow(press: PointerEvent, drag: { moved(by: number, x: number): void; ended(kept: boolean): void }): void {
    const over = new AbortController();
    const { signal } = over;
    let moved = false;
    const end = (kept: boolean) => {
      over.abort();
      this.#dragged = moved;
      drag.ended(kept && moved);
    };
    if (press.target instanceof Element) press.target.setPointerCapture?.(press.pointerId);
    const follow = (event: PointerEvent) => {
      const by = event.clientX - press.clientX;
      moved ||= Math.abs(by) >= SLACK;
      if (moved) drag.moved(by, event.clientX);
    };
    const given = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      end(false);
    };
    addEventListener('pointermove', follow, { signal });
    addEventListener('pointerup', () => end(true), { signal });
    addEventListener('pointercancel', () => end(false), { signal });
    addEventListener('blur', () => end(false), { signal });
    addEventListener('keydown', given, { signal, capture: true });
  }
}
