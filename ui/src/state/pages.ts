/** Which page to fetch next. Pure, so that scrolling can be tested without a window. */
import { type CasesModel, PAGE_ROWS, type Viewport } from './model';

/** Questions on their way at once: more would answer a place that a fast scroll has left already. */
const ASKED_MAX = 3;

const pageOf = (row: number) => Math.floor(row / PAGE_ROWS);

/** Whether two views want the same pages. */
export function samePages(a: Viewport, b: Viewport): boolean {
  return pageOf(a.first) === pageOf(b.first) && pageOf(a.last) === pageOf(b.last) && a.direction === b.direction;
}

/** The page most worth asking for now, or null when nothing is missing or enough is on its way. */
export function nextPage(cases: CasesModel): number | null {
  if (cases.problem !== null || cases.asked.size >= ASKED_MAX) return null;
  const onTheWay = new Set(cases.asked.values());
  if (cases.replacing) return onTheWay.has(0) ? null : 0;
  const isMissing = (page: number) =>
    cases.pages.get(page)?.generation !== cases.generation && !onTheWay.has(page) && page >= 0;

  const lastPage = Math.max(Math.ceil(cases.total / PAGE_ROWS) - 1, 0);
  const { first, last, direction } = cases.viewport;
  const from = Math.min(pageOf(first), lastPage);
  const to = Math.min(pageOf(last), lastPage);
  for (let page = from; page <= to; page++) if (isMissing(page)) return page;

  const ahead = direction > 0 ? to + 1 : from - 1;
  return ahead >= 0 && ahead <= lastPage && isMissing(ahead) ? ahead : null;
}
