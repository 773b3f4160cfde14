/** One saved view beside what a table shows. Pure. */
import type { SavedQuery, SavedView } from '../gen/types';
import { type Arrangement, fromKept, toKept } from './columns';
import type { Query, ViewName } from './kinds';
import type { Model, TableModel } from './model';
import { firstQuery, isFiltered, VIEWS } from './views';

/** Of a name, in characters as Rust counts them. */
export const VIEW_NAME_MAX = 80;
export const VIEWS_MAX = 100;

/** What the view asks its table. */
export function queryOf<V extends ViewName>({ shows }: SavedView, _view: V): Query<V> {
  const { search, tab, filters, sort } = shows.query;
  return { search, tab, filters, sort } as Query<V>;
}

/** How the view arranges its table; null: it leaves that as it is, as views of older versions do. */
export function columnsOf<V extends ViewName>({ shows }: SavedView, view: V): Arrangement<V> | null {
  const { columns } = shows.query;
  return columns && fromKept(view, columns);
}

/** What a table is asked and how it is arranged, as it is saved; columns that only a newer version knows stay with the view. */
export function toSave<V extends ViewName>(
  { view, query, arrangement }: TableModel<V>,
  before: SavedView | null = null,
): SavedQuery {
  const known = VIEWS[view].columns;
  const others = (before?.shows.query.columns ?? []).filter(({ name }) => !(name in known));
  return { view, query: { ...query, columns: [...toKept(view, arrangement), ...others] } } as unknown as SavedQuery;
}

/** Shown, order and widths. */
export function isSameArrangement<V extends ViewName>(view: V, a: Arrangement<V>, b: Arrangement<V>): boolean {
  return JSON.stringify(toKept(view, a)) === JSON.stringify(toKept(view, b));
}

/** The same rows in the same order: what was chosen first in a filter does not matter. */
export function isSameQuery<V extends ViewName>(a: Query<V>, b: Query<V>): boolean {
  return spelled(a) === spelled(b);
}

function spelled({ search, tab, filters, sort }: Query<ViewName>): string {
  const parts = Object.entries(filters).sort(([a], [b]) => (a < b ? -1 : 1));
  const values = parts.map(([name, value]) => [name, Array.isArray(value) ? value.map((one) => JSON.stringify(one)).sort() : value]);
  return JSON.stringify([search.trim(), tab, values, sort.column, sort.descending]);
}

/** The saved view that the list shows, and whether it was changed since. */
export interface Standing {
  readonly saved: SavedView;
  readonly changed: boolean;
}

/** Whoever clears the search, the tab and the filters has left the view behind. */
export function standing(model: Model, view: ViewName): Standing | null {
  const { query, arrangement }: TableModel<ViewName> = model.tables[view];
  const { views, applied } = model.arranged;
  const mine = (views ?? []).filter(({ shows }) => shows.view === view);
  const last = mine.find(({ id }) => id === applied[view]);
  const asksSo = (saved: SavedView) => isSameQuery(queryOf(saved, view), query);
  const isArrangedSo = (saved: SavedView) => {
    const columns = columnsOf<ViewName>(saved, view);
    return !columns || isSameArrangement<ViewName>(view, columns, arrangement);
  };
  const isShown = (saved: SavedView) => asksSo(saved) && isArrangedSo(saved);
  const shown = last && isShown(last) ? last : mine.find(isShown);
  if (shown) return { saved: shown, changed: false };
  // The same rows in other columns.
  if (last && asksSo(last)) return { saved: last, changed: true };
  return last && !isPlain(view, query) ? { saved: last, changed: true } : null;
}

/** Every row, in whatever order. */
export function isPlain<V extends ViewName>(view: V, query: Query<V>): boolean {
  const { tab } = firstQuery(view);
  return query.search.trim() === '' && query.tab === tab && !isFiltered(view, query.filters);
}

/** The view of this name, however it is written. */
export function named(views: readonly SavedView[], name: string): SavedView | null {
  const wanted = folded(name);
  return views.find((view) => folded(view.name) === wanted) ?? null;
}

const folded = (name: string) => name.trim().normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

export function nextId(views: readonly SavedView[]): number {
  return views.reduce((most, { id }) => Math.max(most, id), 0) + 1;
}

/** The views with this one so many places further down. */
export function moved(views: readonly SavedView[], id: number, by: number): readonly SavedView[] {
  const from = views.findIndex((view) => view.id === id);
  const to = Math.min(Math.max(from + by, 0), views.length - 1);
  const view = views[from];
  if (!view || to === from) return views;
  const rest = views.filter((one) => one !== view);
  return [...rest.slice(0, to), view, ...rest.slice(to)];
}
