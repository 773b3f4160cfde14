/** Which columns a table shows, in which order and how wide. Pure. */
import type { ArrangedColumn } from '../gen/types';
import { leftOut } from '../words/columns';
import type { Column, ViewName } from './kinds';
import { VIEWS } from './views';

/** The narrowest and the widest column, in pixels; the program behind the window holds the same bounds. */
export const WIDTH_MIN = 48;
export const WIDTH_MAX = 800;
/** What a key makes a column wider or narrower by. */
export const WIDTH_STEP = 16;

export interface ColumnState<V extends ViewName> {
  readonly column: Column<V>;
  /** In pixels; null: as wide as the room allows. */
  readonly width: number | null;
  readonly shown: boolean;
}

/** All columns of a view, the hidden ones too, in their order. */
export type Arrangement<V extends ViewName> = readonly ColumnState<V>[];

/** As the program comes. */
export function firstArrangement<V extends ViewName>(view: V): Arrangement<V> {
  const { columns, firstColumns } = VIEWS[view];
  const others = (Object.keys(columns) as Column<V>[]).filter((column) => !firstColumns.includes(column));
  const state = (shown: boolean) => (column: Column<V>) => ({ column, width: null, shown });
  return [...firstColumns.map(state(true)), ...others.map(state(false))];
}

/** What was kept, and the columns that are new since then as the program brings them. */
export function fromKept<V extends ViewName>(view: V, kept: readonly ArrangedColumn[]): Arrangement<V> {
  const first = firstArrangement(view);
  const known = kept.flatMap(({ name, width, shown }): ColumnState<V>[] => {
    const found = first.find(({ column }) => column === name);
    return found ? [{ column: found.column, width: width === null ? null : bounded(width), shown }] : [];
  });
  if (!known.some(({ shown }) => shown)) return first;
  return [...known, ...first.filter(({ column }) => !known.some((one) => one.column === column))];
}

/** Nothing when it is as the program comes: then it follows what later versions bring. */
export function toKept<V extends ViewName>(view: V, arrangement: Arrangement<V>): ArrangedColumn[] {
  if (isFirst(view, arrangement)) return [];
  return arrangement.map(({ column, width, shown }) => ({ name: column, width, shown }));
}

export function isFirst<V extends ViewName>(view: V, arrangement: Arrangement<V>): boolean {
  return firstArrangement(view).every(({ column, shown }, at) => {
    const one = arrangement[at];
    return one?.column === column && one.shown === shown && one.width === null;
  });
}

export function shownColumns<V extends ViewName>(arrangement: Arrangement<V>): readonly Column<V>[] {
  return arrangement.filter(({ shown }) => shown).map(({ column }) => column);
}

/**
 * What there is room for in so many pixels; 0: nobody knows yet. Whoever has arranged anything sees all that was chosen:
 * the table gives way only as long as it is as the program comes.
 */
export function roomyColumns<V extends ViewName>(view: V, arrangement: Arrangement<V>, room: number): readonly Column<V>[] {
  const columns = shownColumns(arrangement);
  if (!isFirst(view, arrangement)) return columns;
  const out = leftOut<Column<V>>(columns, VIEWS[view].columns, room);
  return out.length === 0 ? columns : columns.filter((column) => !out.includes(column));
}

export function bounded(width: number): number {
  return Math.round(Math.min(Math.max(width, WIDTH_MIN), WIDTH_MAX));
}

/** The last column that is shown cannot be hidden. */
export function withShown<V extends ViewName>(arrangement: Arrangement<V>, column: Column<V>, shown: boolean): Arrangement<V> {
  const next = arrangement.map((one) => (one.column === column ? { ...one, shown } : one));
  return next.some((one) => one.shown) ? next : arrangement;
}

export function withWidths<V extends ViewName>(
  arrangement: Arrangement<V>,
  widths: ReadonlyMap<Column<V>, number | null>,
): Arrangement<V> {
  return arrangement.map((one) => {
    const width = widths.get(one.column);
    return width === undefined ? one : { ...one, width: width === null ? null : bounded(width) };
  });
}

/** One step in the list, which holds the hidden columns too. */
export function stepped<V extends ViewName>(arrangement: Arrangement<V>, column: Column<V>, by: 1 | -1): Arrangement<V> {
  const at = arrangement.findIndex((one) => one.column === column);
  const other = arrangement[at + by];
  const one = arrangement[at];
  if (!one || !other) return arrangement;
  const next = [...arrangement];
  next[at] = other;
  next[at + by] = one;
  return next;
}

/** One place to the left or right among those that are shown. */
export function nudged<V extends ViewName>(arrangement: Arrangement<V>, column: Column<V>, by: 1 | -1): Arrangement<V> {
  const columns = shownColumns(arrangement);
  const at = columns.indexOf(column);
  const to = at + by;
  if (at < 0 || to < 0 || to >= columns.length) return arrangement;
  return placedBefore(arrangement, column, columns[by > 0 ? to + 1 : to] ?? null);
}

/** In front of another column; null: behind the last one that is shown. */
export function placedBefore<V extends ViewName>(
  arrangement: Arrangement<V>,
  column: Column<V>,
  before: Column<V> | null,
): Arrangement<V> {
  const one = arrangement.find((state) => state.column === column);
  if (!one || before === column) return arrangement;
  const rest = arrangement.filter((state) => state !== one);
  const found = rest.findIndex((state) => state.column === before);
  const at = found >= 0 ? found : rest.map(({ shown }) => shown).lastIndexOf(true) + 1;
  return [...rest.slice(0, at), one, ...rest.slice(at)];
}
