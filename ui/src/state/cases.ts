/** How the Cases part of the model changes. Pure. */
import type { CaseRow, CasesPage } from '../gen/types';
import { firstDescending } from '../words/columns';
import type { CasesEvent } from './events';
import { type CasesModel, type CaseQuery, emptyCases, type LoadedPage, type Model, PAGE_ROWS } from './model';

/** Pages kept in memory; the ones farthest from the view go first. */
const PAGES_KEPT = 40;

export function reduceCases(cases: CasesModel, event: CasesEvent): CasesModel {
  switch (event.kind) {
    case 'searched':
      return event.search === cases.query.search ? cases : ask(cases, { ...cases.query, search: event.search });
    case 'tabChosen':
      return event.tab === cases.query.tab ? cases : ask(cases, { ...cases.query, tab: event.tab });
    case 'sorted': {
      const { sort } = cases.query;
      const descending = sort.column === event.column ? !sort.descending : firstDescending(event.column);
      return ask(cases, { ...cases.query, sort: { column: event.column, descending } });
    }
    case 'dataChanged':
      return { ...cases, generation: cases.generation + 1, asked: new Map(), problem: null };
    case 'pageAsked':
      return {
        ...cases,
        nextSeq: cases.nextSeq + 1,
        asked: new Map(cases.asked).set(cases.nextSeq, event.page),
      };
    case 'pageArrived':
      return arrive(cases, event.answer);
    case 'pageFailed':
      return cases.asked.has(event.seq) ? { ...cases, asked: new Map(), problem: event.problem } : cases;
    case 'cardsArrived':
      return { ...cases, cards: event.cards };
    case 'viewportMoved':
      return { ...cases, viewport: event.viewport };
    case 'placed':
      return {
        ...cases,
        place: event.place,
        selectedId: event.place.row < 0 ? cases.selectedId : (rowAt(cases, event.place.row)?.id ?? null),
      };
  }
}

/** Nothing of another session stays, and its numbers are not given again: an answer to it may still be on its way. */
export function closedCases({ nextSeq, generation }: CasesModel): CasesModel {
  return { ...emptyCases, nextSeq, generation: generation + 1 };
}

function ask(cases: CasesModel, query: CaseQuery): CasesModel {
  return { ...cases, query, generation: cases.generation + 1, replacing: true, asked: new Map(), problem: null };
}

function arrive(cases: CasesModel, answer: CasesPage): CasesModel {
  const page = cases.asked.get(answer.seq);
  if (page === undefined) return cases;
  const asked = new Map(cases.asked);
  asked.delete(answer.seq);
  const loaded: LoadedPage = { rows: answer.rows, generation: cases.generation };
  const pages = cases.replacing ? new Map([[page, loaded]]) : new Map(cases.pages).set(page, loaded);
  const next: CasesModel = {
    ...cases,
    asked,
    pages: evict(pages, cases, answer.total),
    total: answer.total,
    counts: answer.counts,
    shown: cases.query,
    replacing: false,
    replaced: cases.replacing ? cases.replaced + 1 : cases.replaced,
    viewport: cases.replacing ? top(cases) : cases.viewport,
  };
  return { ...next, ...keepSelection(next, page, answer.rows, cases.replacing) };
}

function top(cases: CasesModel) {
  const { first, last } = cases.viewport;
  return { first: 0, last: last - first, direction: 1 as const };
}

/** The selection belongs to a case, not to a line: it goes where the case goes. */
function keepSelection(cases: CasesModel, page: number, rows: readonly CaseRow[], replaced: boolean) {
  const { place, selectedId } = cases;
  const found = selectedId === null ? -1 : rows.findIndex((row) => row.id === selectedId);
  if (found >= 0) return { selectedId, place: { ...place, row: place.row < 0 ? -1 : page * PAGE_ROWS + found } };
  if (replaced) return { selectedId: null, place: { ...place, row: Math.min(place.row, 0) } };
  const row = Math.min(place.row, Math.max(cases.total - 1, 0));
  return { selectedId: selectedId ?? null, place: { ...place, row } };
}

function evict(pages: Map<number, LoadedPage>, cases: CasesModel, total: number): Map<number, LoadedPage> {
  for (const page of pages.keys()) if (page * PAGE_ROWS >= total && page > 0) pages.delete(page);
  if (pages.size <= PAGES_KEPT) return pages;
  const middle = (cases.viewport.first + cases.viewport.last) / 2 / PAGE_ROWS;
  const nearest = [...pages].sort(([a], [b]) => Math.abs(a - middle) - Math.abs(b - middle));
  return new Map(nearest.slice(0, PAGES_KEPT));
}

export function rowAt(cases: CasesModel, index: number): CaseRow | undefined {
  return cases.pages.get(Math.floor(index / PAGE_ROWS))?.rows[index % PAGE_ROWS];
}

/** The selected case, as long as its row is at hand. */
export function selectedRow(cases: CasesModel): CaseRow | null {
  if (cases.selectedId === null) return null;
  const row = rowAt(cases, cases.place.row);
  if (row?.id === cases.selectedId) return row;
  for (const { rows } of cases.pages.values()) {
    const found = rows.find(({ id }) => id === cases.selectedId);
    if (found) return found;
  }
  return null;
}

/** No list was ever read to its end and no row is here: nobody knows how many there are. */
export function isUnsynced({ app, cases }: Model): boolean {
  return app?.sync.asOf === null && (cases.cards?.total ?? cases.total) === 0;
}
