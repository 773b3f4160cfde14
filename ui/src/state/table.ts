/** How one of the three tables changes. Pure. */
import { type Arrangement, roomyColumns } from './columns';
import type { TableEvent } from './events';
import type { Page, Query, Row, ViewName } from './kinds';
import { emptyTable, type LoadedPage, type Model, PAGE_ROWS, type TableModel } from './model';
import { NO_SELECTION } from './selection';
import { VIEWS } from './views';

/** Pages kept in memory; the ones farthest from the view go first. */
const PAGES_KEPT = 100;

export function reduceTable<V extends ViewName>(table: TableModel<V>, event: TableEvent<V>): TableModel<V> {
  const { query } = table;
  switch (event.kind) {
    case 'searched':
      return event.search === query.search ? table : ask(table, { ...query, search: event.search });
    case 'tabChosen':
      return event.tab === query.tab ? table : ask(table, { ...query, tab: event.tab });
    case 'filtered':
      return ask(table, { ...query, filters: event.filters });
    case 'asked': {
      const clientName = event.clientName === undefined ? table.clientName : event.clientName;
      return { ...ask(table, { ...query, ...event.query }), clientName };
    }
    case 'sorted': {
      const turned = query.sort.column === event.column;
      const first = VIEWS[table.view].columns[event.column].descending;
      const descending = event.descending ?? (turned ? !query.sort.descending : first);
      return sorted(table, { column: event.column, descending });
    }
    case 'pageAsked':
      return {
        ...table,
        nextSeq: table.nextSeq + 1,
        asked: new Map(table.asked).set(table.nextSeq, event.page),
      };
    case 'pageArrived':
      return arrive(table, event.answer);
    case 'pageFailed':
      return table.asked.has(event.seq) ? { ...table, asked: new Map(), problem: event.problem } : table;
    case 'cardsArrived':
      return { ...table, cards: event.cards };
    case 'viewportMoved':
      return { ...table, viewport: event.viewport };
    case 'placed': {
      const { place } = event;
      const selectedId = place.row < 0 ? table.selectedId : (rowAt(table, place.row)?.id ?? null);
      return { ...table, place, selectedId, anchor: event.extending ? (table.anchor ?? table.selectedId) : selectedId };
    }
    case 'arranged':
      return arrange(table, event.arrangement, table.room);
    case 'roomed':
      return event.room === table.room ? table : arrange(table, table.arrangement, event.room);
    case 'selected': {
      const anchor = event.anchor === undefined ? table.anchor : event.anchor;
      return { ...table, selection: event.selection, anchor };
    }
  }
}

/** The rows may be others now: what is shown stays until the answers are here. */
export function outdated<V extends ViewName>(table: TableModel<V>): TableModel<V> {
  return { ...table, generation: table.generation + 1, asked: new Map(), problem: null };
}

/** Nothing of another session stays, and its numbers are not given again: an answer to it may still be on its way. */
export function closedTable<V extends ViewName>({ view, nextSeq, generation, replaced }: TableModel<V>): TableModel<V> {
  return { ...emptyTable(view), nextSeq, generation: generation + 1, replaced };
}

/** What was selected was selected out of another list. */
function ask<V extends ViewName>(table: TableModel<V>, query: Query<V>): TableModel<V> {
  return { ...outdated(table), query, replacing: true, selection: NO_SELECTION, anchor: null };
}

/** The same rows in another order: what is selected stays. */
function sorted<V extends ViewName>(table: TableModel<V>, sort: Query<V>['sort']): TableModel<V> {
  const { selection } = table;
  return { ...ask(table, { ...table.query, sort }), selection };
}

/** The place stays with its column, wherever that goes. */
function arrange<V extends ViewName>(table: TableModel<V>, arrangement: Arrangement<V>, room: number): TableModel<V> {
  const roomy = roomyColumns(table.view, arrangement, room);
  // A window that is being sized draws no row afresh while the columns stay.
  const isSame = roomy.length === table.columns.length && roomy.every((one, at) => one === table.columns[at]);
  const columns = isSame ? table.columns : roomy;
  const before = table.columns[table.place.column];
  const found = before === undefined ? -1 : columns.indexOf(before);
  const column = found >= 0 ? found : Math.min(table.place.column, columns.length - 1);
  const next = { ...table, arrangement, room, columns, place: { ...table.place, column } };
  const { columns: faces } = VIEWS[table.view];
  const isNews = columns.some((one) => faces[one].workedOut && !table.columns.includes(one));
  // The rows at hand do not say it: they stay until those that do are here.
  return isNews ? outdated(next) : next;
}

function arrive<V extends ViewName>(table: TableModel<V>, answer: Page<V>): TableModel<V> {
  const page = table.asked.get(answer.seq);
  if (page === undefined) return table;
  const asked = new Map(table.asked);
  asked.delete(answer.seq);
  const { replacing } = table;
  const loaded: LoadedPage<V> = { rows: answer.rows, generation: table.generation };
  const pages = replacing ? new Map([[page, loaded]]) : new Map(table.pages).set(page, loaded);
  const next: TableModel<V> = {
    ...table,
    asked,
    pages: evict(pages, table, answer.total),
    total: answer.total,
    counts: answer.counts,
    shown: table.query,
    replacing: false,
    replaced: replacing ? table.replaced + 1 : table.replaced,
    viewport: replacing ? top(table) : table.viewport,
  };
  return { ...next, ...keepSelection(next, page, answer.rows, replacing) };
}

function top({ viewport: { first, last } }: TableModel<ViewName>) {
  return { first: 0, last: last - first, direction: 1 as const };
}

/** The selection belongs to a row of Debitura's, not to a line: it goes where that goes. */
function keepSelection<V extends ViewName>(table: TableModel<V>, page: number, rows: readonly Row<V>[], replaced: boolean) {
  const { place, selectedId } = table;
  const found = selectedId === null ? -1 : rows.findIndex((row) => row.id === selectedId);
  if (found >= 0) return { selectedId, place: { ...place, row: place.row < 0 ? -1 : page * PAGE_ROWS + found } };
  if (replaced) return { selectedId: null, place: { ...place, row: Math.min(place.row, 0) } };
  const row = Math.min(place.row, Math.max(table.total - 1, 0));
  return { selectedId: selectedId ?? null, place: { ...place, row } };
}

function evict<V extends ViewName>(
  pages: Map<number, LoadedPage<V>>,
  { viewport }: TableModel<V>,
  total: number,
): Map<number, LoadedPage<V>> {
  for (const page of pages.keys()) if (page * PAGE_ROWS >= total && page > 0) pages.delete(page);
  if (pages.size <= PAGES_KEPT) return pages;
  const middle = (viewport.first + viewport.last) / 2 / PAGE_ROWS;
  const nearest = [...pages].sort(([a], [b]) => Math.abs(a - middle) - Math.abs(b - middle));
  return new Map(nearest.slice(0, PAGES_KEPT));
}

export function rowAt<V extends ViewName>(table: TableModel<V>, index: number): Row<V> | undefined {
  return table.pages.get(Math.floor(index / PAGE_ROWS))?.rows[index % PAGE_ROWS];
}

/** Where a row stands, as far as that is known; -1 when it is not at hand. */
export function rowOf<V extends ViewName>({ pages }: TableModel<V>, id: string): number {
  for (const [page, { rows }] of pages) {
    const at = rows.findIndex((row) => row.id === id);
    if (at >= 0) return page * PAGE_ROWS + at;
  }
  return -1;
}

/** The selected row, as long as it is at hand. */
export function selectedRow<V extends ViewName>(table: TableModel<V>): Row<V> | null {
  if (table.selectedId === null) return null;
  const row = rowAt(table, table.place.row);
  if (row?.id === table.selectedId) return row;
  for (const { rows } of table.pages.values()) {
    const found = rows.find(({ id }) => id === table.selectedId);
    if (found) return found;
  }
  return null;
}

/**
 * Rows are here and not all of them: every number may still grow, and says so. No list was ever read to its end, or the last
 * pass did not get everything, of whatever list: where money is added up, that is said beside the sums.
 */
export function isGrowing(model: Model, view: ViewName): boolean {
  const sync = model.app?.sync;
  if (!sync || isUnsynced(model, view)) return false;
  return sync.asOf === null || (view === 'earnings' && sync.partial !== null);
}

/** What the table that one sees was searched for in vain. */
export function missed({ detail, today, tables, view }: Model): string | null {
  const { shown, total } = tables[view];
  const search = shown?.search.trim() ?? '';
  return detail === null && !today.open && search !== '' && total === 0 ? search : null;
}

/** No list was ever read to its end and no row is here: nobody knows how many there are. */
export function isUnsynced({ app, tables }: Model, view: ViewName): boolean {
  return app?.sync.asOf === null && rowsInAll(tables[view]) === 0;
}

function rowsInAll<V extends ViewName>({ view, cards, total }: TableModel<V>): number {
  return cards === null ? total : VIEWS[view].whole(cards, 'all');
}
