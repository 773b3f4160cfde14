/** Which page to fetch next. Pure, so that scrolling can be tested without a window. */
import type { ViewName } from './kinds';
import { PAGE_ROWS, type TableModel, type Viewport } from './model';

/** Questions on their way at once: more would answer a place that a fast scroll has left already. */
const ASKED_MAX = 3;

const pageOf = (row: number) => Math.floor(row / PAGE_ROWS);

/** Whether two views want the same pages. */
export function samePages(a: Viewport, b: Viewport): boolean {
  return pageOf(a.first) === pageOf(b.first) && pageOf(a.last) === pageOf(b.last) && a.direction === b.direction;
}

/**
 * The page most worth asking for now, or null when nothing is missing or enough is on its way. `ahead`: also the one that
 * scrolling would come to next.
 */
export function nextPage<V extends ViewName>(table: TableModel<V>, ahead = true): number | null {
  if (table.problem !== null || table.asked.size >= ASKED_MAX) return null;
  const onTheWay = new Set(table.asked.values());
  if (table.replacing) return onTheWay.has(0) ? null : 0;
  const isMissing = (page: number) =>
    table.pages.get(page)?.generation !== table.generation && !onTheWay.has(page) && page >= 0;

  const lastPage = Math.max(Math.ceil(table.total / PAGE_ROWS) - 1, 0);
  const { first, last, direction } = table.viewport;
  const from = Math.min(pageOf(first), lastPage);
  const to = Math.min(pageOf(last), lastPage);
  for (let page = from; page <= to; page++) if (isMissing(page)) return page;

  if (!ahead) return null;
  const next = direction > 0 ? to + 1 : from - 1;
  return next >= 0 && next <= lastPage && isMissing(next) ? next : null;
}
